package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** All that a configuration can ask for, as changes of {@link RandomCheckpoint#config}. */
public final class Variants {
    private Variants() {}

    /** The changes, in JSON. */
    public static Stream<String> all() {
        return Stream.of(
                "{}",
                "{\"classifier_pooling\":\"mean\"}",
                "{\"attention_bias\":true}",
                "{\"mlp_bias\":true}",
                "{\"norm_bias\":true}",
                "{\"classifier_bias\":true}",
                "{\"attention_bias\":true,\"mlp_bias\":true,\"norm_bias\":true,\"classifier_bias\":true}",
                "{\"hidden_activation\":\"gelu_pytorch_tanh\",\"classifier_activation\":\"tanh\"}",
                "{\"hidden_activation\":\"silu\",\"classifier_activation\":\"relu\"}",
                "{\"local_attention\":2}",
                "{\"local_attention\":6}",
                "{\"local_attention\":48}",
                "{\"local_attention\":130}",
                "{\"local_attention\":256}",
                "{\"global_attn_every_n_layers\":1}",
                "{\"global_attn_every_n_layers\":9,\"local_rope_theta\":500.5}",
                "{\"layer_types\":[\"sliding_attention\",\"sliding_attention\",\"full_attention\",\"sliding_attention\"],"
                        + "\"rope_parameters\":{\"full_attention\":{\"rope_theta\":80000.0,\"rope_type\":\"default\"},"
                        + "\"sliding_attention\":{\"rope_theta\":99.0,\"rope_type\":\"default\"}}}",
                "{\"norm_eps\":0.01,\"num_attention_heads\":1}",
                "{\"num_hidden_layers\":1,\"pad_token_id\":7}");
    }

    /** Writes a checkpoint of a variant, the same each time. */
    public static Checkpoint write(String changes, Checkpoint.Kind kind, Path folder) throws IOException {
        ObjectNode config = RandomCheckpoint.config();
        config.setAll((ObjectNode) new JsonMapper().readTree(changes));
        return RandomCheckpoint.write(config, kind, folder, 42);
    }
}
