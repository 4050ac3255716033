package org.onnxnet.predictor.modernbert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.RandomCheckpoint;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.runtime.Network;

/** Every variant that a configuration can ask for, beside a plain implementation. */
class VariantsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"classifier_pooling\":\"mean\"}",
                "{\"attention_bias\":true,\"mlp_bias\":true,\"norm_bias\":true,\"classifier_bias\":true}",
                "{\"hidden_activation\":\"gelu_pytorch_tanh\",\"classifier_activation\":\"tanh\"}",
                "{\"hidden_activation\":\"silu\",\"classifier_activation\":\"relu\"}",
                "{\"local_attention\":2}",
                "{\"local_attention\":48}",
                "{\"local_attention\":256}",
                "{\"global_attn_every_n_layers\":1}",
                "{\"global_attn_every_n_layers\":9,\"local_rope_theta\":500.5}",
                "{\"layer_types\":[\"sliding_attention\",\"sliding_attention\",\"full_attention\",\"sliding_attention\"],"
                        + "\"rope_parameters\":{\"full_attention\":{\"rope_theta\":80000.0,\"rope_type\":\"default\"},"
                        + "\"sliding_attention\":{\"rope_theta\":99.0,\"rope_type\":\"default\"}}}",
                "{\"norm_eps\":0.01,\"num_attention_heads\":1}",
                "{\"num_hidden_layers\":1,\"pad_token_id\":7}"
            })
    void scoresLikeThePlainImplementation(String changes) throws IOException {
        ObjectNode config = RandomCheckpoint.config();
        config.setAll((ObjectNode) new JsonMapper().readTree(changes));
        Checkpoint checkpoint = RandomCheckpoint.write(config, folder, 42);
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
