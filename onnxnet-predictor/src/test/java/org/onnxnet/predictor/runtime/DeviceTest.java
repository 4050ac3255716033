package org.onnxnet.predictor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.graph.OnnxNetException;

class DeviceTest {
    @Test
    void readsEveryDevice() {
        assertThat(Device.parse("cpu")).isEqualTo(Device.cpu());
        assertThat(Device.parse("cpu:3")).isEqualTo(Device.cpu(3)).hasToString("cpu(3)");
        assertThat(Device.parse("cuda")).isEqualTo(Device.cuda(0));
        assertThat(Device.parse("cuda:1")).isEqualTo(Device.cuda(1)).hasToString("cuda(1)");
        assertThat(Device.parse("auto")).isEqualTo(Device.auto()).hasToString("auto");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cpu:", "cpu:0", "cpu:x", "cuda:-1", "auto:1", "CPU"})
    void refusesOthers(String text) {
        assertThatThrownBy(() -> Device.parse(text))
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("device is '" + text + "', wanted cpu, cpu:THREADS, cuda:ID or auto");
    }
}
