package org.onnxnet.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.testing.SharedData;

/** Micro-models, each of which breaks under one plausible rewrite. */
class TrapsTest {
    @TestFactory
    Stream<DynamicTest> noneIsBroken() {
        return Stream.of(SimplifyMode.values())
                .flatMap(mode -> SharedData.traps().stream()
                        .map(file -> DynamicTest.dynamicTest(mode + " " + file.getFileName(), () -> {
                            boolean compared = Oracle.check(file, mode);
                            assertThat(compared || isRefused(file)).isTrue();
                        })));
    }

    /** The runtime wants nodes in order. */
    private static boolean isRefused(Path file) {
        return file.endsWith("unsorted_nodes.onnx");
    }
}
