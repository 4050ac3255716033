package org.onnxnet.predictor.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.Variants;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.runtime.Network;

/** Every variant that a configuration can ask for, beside a plain implementation. */
class VariantsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.onnxnet.predictor.checkpoint.Variants#all")
    void scoresLikeThePlainImplementation(String changes) throws IOException {
        Checkpoint checkpoint = Variants.write(changes, Checkpoint.Kind.CLASSIFIER, folder);
        ReferenceModernBert reference = new ReferenceModernBert(checkpoint);
        try (Network network = Network.load(checkpoint, Precision.FP32, Device.cpu(1))) {
            for (int length : new int[] {1, 63, 65, 300}) {
                int[] tokens = new Random(length).ints(length, 1, 50).toArray();
                double score = network.run(List.of(tokens), length + 10, new Cancellation())[0];
                assertThat(score).as("%s tokens", length).isCloseTo(reference.score(tokens), within(2e-4));
            }
        }
    }
}
