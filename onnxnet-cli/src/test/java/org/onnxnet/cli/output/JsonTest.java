package org.onnxnet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void whatIsNoNumberIsNull() {
        ObjectNode node = Json.object().put("a", Double.NaN).put("b", 1.5);
        node.putArray("c").add(Double.POSITIVE_INFINITY);

        assertThat(Json.line(node)).isEqualTo("{\"a\":null,\"b\":1.5,\"c\":[null]}");
        assertThat(Json.pretty(node)).contains("\"a\" : null,").hasLineCount(5);
    }
}
