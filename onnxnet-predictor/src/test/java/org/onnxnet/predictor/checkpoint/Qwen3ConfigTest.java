package org.onnxnet.predictor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Qwen3ConfigTest {
    /** The fields that matter of a published checkpoint of 0.6 billion weights. */
    private static final String PUBLISHED = """
            {"architectures": ["Qwen3ForCausalLM"], "attention_bias": false, "bos_token_id": 151643, "eos_token_id": 151645,
             "head_dim": 128, "hidden_act": "silu", "hidden_size": 1024, "intermediate_size": 3072,
             "max_position_embeddings": 40960, "max_window_layers": 28, "model_type": "qwen3", "num_attention_heads": 16,
             "num_hidden_layers": 28, "num_key_value_heads": 8, "rms_norm_eps": 1e-06, "rope_scaling": null,
             "rope_theta": 1000000, "sliding_window": null, "tie_word_embeddings": true, "use_sliding_window": false,
             "vocab_size": 151936}""";

    @TempDir
    Path folder;

    private Qwen3Config read(String changes) throws IOException {
        JsonMapper json = new JsonMapper();
        ObjectNode fields = (ObjectNode) json.readTree(PUBLISHED);
        fields.setAll((ObjectNode) json.readTree(changes));
        return (Qwen3Config) NetworkConfig.read(Files.writeString(folder.resolve("config.json"), fields.toString()));
    }

    @Test
    void readsWhatIsPublished() throws IOException {
        assertThat(read("{}"))
                .isEqualTo(new Qwen3Config(
                        151_936, 1024, 28, 16, 8, 128, 3072, 1e6, 1e-6, 40_960, 151_643, Activation.SILU, false, 2));
    }

    @Test
    void bothStylesMeanTheSame() throws IOException {
        assertThat(
                        read(
                                "{\"rope_theta\": null, \"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 1000000}}"))
                .isEqualTo(read("{}"));
    }

    @Test
    void whatIsWrittenReadsTheSame() throws IOException {
        Qwen3Config config =
                read("{\"id2label\": {\"0\": \"LABEL_0\"}, \"attention_bias\": true, \"pad_token_id\": 7}");
        Path file = folder.resolve("written.json");
        ConfigWriter.write(config, null, Checkpoint.Kind.CLASSIFIER, file);
        assertThat(NetworkConfig.read(file)).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"architectures":["Qwen3ForTokenClassification"]} | architectures is ["Qwen3ForTokenClassification"], wanted one of
            {"use_sliding_window":true}                       | use_sliding_window is true, wanted false: windows
            {"layer_types":["sliding_attention"]}             | layer_types is ["sliding_attention"], wanted only "full_attention"
            {"rope_scaling":{"rope_type":"yarn","factor":4}}  | rope_scaling.rope_type is "yarn", wanted "default"
            {"rope_scaling":{"type":"linear"}}                | rope_scaling.type is "linear"
            {"rope_parameters":{"rope_type":"llama3"}}        | rope_parameters.rope_type is "llama3"
            {"hidden_act":"mish"}                             | hidden_act is "mish", wanted one of gelu,
            {"num_key_value_heads":5}                         | num_key_value_heads is 5, wanted a number that divides
            {"num_key_value_heads":0}                         | num_key_value_heads is 0, wanted a whole number from 1
            {"head_dim":127}                                  | head_dim is 127, wanted an even number
            {"bos_token_id":null}                             | pad_token_id is missing, wanted the id
            {"pad_token_id":151936}                           | pad_token_id is 151936, wanted less than the vocab_size
            {"model_type":"qwen2"}                            | model_type is "qwen2", wanted "modernbert" or "qwen3\"""")
    void refuses(String changes, String message) {
        assertThatThrownBy(() -> read(changes))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining(message);
    }
}
