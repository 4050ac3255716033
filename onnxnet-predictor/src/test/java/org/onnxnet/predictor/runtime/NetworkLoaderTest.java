package org.onnxnet.predictor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.transformer.Fixtures;
import org.onnxnet.predictor.transformer.Precision;

class NetworkLoaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void weightsMayGoThroughAFile(Precision precision) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(Fixtures.checkpoint("modernbert-tiny-mean", "config.json", folder));
        List<int[]> texts = List.of(Fixtures.expected("modernbert-tiny-mean").text(1));
        float[] wanted;
        try (Network network = Network.load(checkpoint, precision, Device.cpu(1))) {
            wanted = network.run(texts, 131, new Cancellation());
        }
        try (Network network = NetworkLoader.load(checkpoint, precision, Device.cpu(1), 0)) {
            assertThat(network.run(texts, 131, new Cancellation())).containsExactly(wanted);
        }
    }
}
