package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.PARAMETERS;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;

class EncodeAllTest {
    private static final Encoder ENCODER = Encoder.with(INPUTS, PARAMETERS);

    private static OnnxGraph graph(int size) {
        return OnnxGraph.build(17, g -> {
            String x = g.input("x", ElementType.FLOAT, size);
            g.output(g.op("Relu", List.of(x)), ElementType.FLOAT, size);
        });
    }

    private static Iterator<Integer> sizes(int count) {
        return IntStream.rangeClosed(1, count).iterator();
    }

    @Test
    void keepsTheOrder() {
        // The first ones take longest.
        GraphLoader<Integer> slow = size -> {
            Thread.sleep(Math.max(0, 20 - size));
            return graph(size);
        };
        try (Stream<EncodedSource<Integer>> texts = ENCODER.encodeAll(sizes(60), 4, slow)) {
            List<EncodedSource<Integer>> all = texts.toList();
            assertThat(all).extracting(EncodedSource::source).containsExactlyElementsOf(() -> sizes(60));
            assertThat(all)
                    .allSatisfy(one -> assertThat(one.encoding().text())
                            .isEqualTo(ENCODER.encode(graph(one.source())).text()));
        }
    }

    @Test
    void aBadSourceIsAResultAndTheNextOnesFollow() {
        GraphLoader<Integer> loader = size -> {
            if (size == 3) {
                throw new IOException("no such file");
            }
            return graph(size);
        };
        try (Stream<EncodedSource<Integer>> texts = ENCODER.encodeAll(sizes(5), 2, loader)) {
            List<EncodedSource<Integer>> all = texts.toList();
            assertThat(all).extracting(EncodedSource::isEncoded).containsExactly(true, true, false, true, true);
            assertThat(all.get(2).failure()).isInstanceOf(IOException.class).hasMessage("no such file");
            assertThat(all.get(2).encoding()).isNull();
        }
    }

    @Test
    void takesSourcesOnlyAsTheyAreNeeded() {
        AtomicInteger taken = new AtomicInteger();
        Iterator<Integer> endless = Stream.generate(taken::incrementAndGet).iterator();
        try (Stream<EncodedSource<Integer>> texts = ENCODER.encodeAll(endless, 2, EncodeAllTest::graph)) {
            assertThat(texts.limit(10)).hasSize(10);
        }
        assertThat(taken.get()).isBetween(10, 14);
    }

    @Test
    void aClosedStreamSaysSo() {
        Stream<EncodedSource<Integer>> texts = ENCODER.encodeAll(sizes(100), 2, EncodeAllTest::graph);
        Iterator<EncodedSource<Integer>> iterator = texts.iterator();
        assertThat(iterator.next().source()).isEqualTo(1);
        texts.close();
        texts.close();
        assertThatIllegalStateException().isThrownBy(iterator::next);
    }

    @Test
    void anErrorOfTheMachineIsNoResult() {
        GraphLoader<Integer> loader = size -> {
            throw new OutOfMemoryError("none left");
        };
        try (Stream<EncodedSource<Integer>> texts = ENCODER.encodeAll(sizes(3), 1, loader)) {
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(texts::toList);
        }
    }

    @Test
    void wantsAThread() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ENCODER.encodeAll(sizes(1), 0, EncodeAllTest::graph))
                .withMessageContaining("threads is 0");
    }
}
