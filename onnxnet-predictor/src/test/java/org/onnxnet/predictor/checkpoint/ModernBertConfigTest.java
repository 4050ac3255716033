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
import org.onnxnet.predictor.transformer.Fixtures;

class ModernBertConfigTest {
    @TempDir
    Path folder;

    private ModernBertConfig read(String json) throws IOException {
        return (ModernBertConfig) NetworkConfig.read(Files.writeString(folder.resolve("config.json"), json));
    }

    @Test
    void bothStylesMeanTheSame() throws IOException {
        Path one = Files.createDirectory(folder.resolve("new"));
        Path other = Files.createDirectory(folder.resolve("old"));
        Fixtures.checkpoint("modernbert-tiny-mean", "config.json", one);
        Fixtures.checkpoint("modernbert-tiny-mean", "config.hub-style.json", other);
        ModernBertConfig config = (ModernBertConfig) NetworkConfig.read(one.resolve("config.json"));
        assertThat(config).isEqualTo(NetworkConfig.read(other.resolve("config.json")));
        assertThat(config.globalLayers()).containsExactly(true, false, false, true);
        assertThat(config.pooling()).isEqualTo(Pooling.MEAN);
        assertThat(config.headSize()).isEqualTo(16);
        assertThat(config.window()).isEqualTo(64);
    }

    @Test
    void whatIsLeftOutIsAsInTransformers() throws IOException {
        ModernBertConfig config = read("{\"model_type\":\"modernbert\",\"vocab_size\":50368,\"hidden_size\":768,"
                + "\"num_attention_heads\":12,\"intermediate_size\":1152,\"num_hidden_layers\":22}");
        assertThat(config.pooling()).isEqualTo(Pooling.CLS);
        assertThat(config.globalTheta()).isEqualTo(160_000);
        assertThat(config.localTheta()).isEqualTo(10_000);
        assertThat(config.localAttention()).isEqualTo(128);
        assertThat(config.epsilon()).isEqualTo(1e-5);
        assertThat(config.maxTokens()).isEqualTo(8192);
        assertThat(config.padToken()).isEqualTo(50283);
        assertThat(config.labels()).isEqualTo(2);
        assertThat(config.biases()).isEqualTo(ModernBertConfig.Biases.NONE);
        assertThat(config.globalLayers().stream().filter(global -> global)).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model_type":"bert"}                | model_type is "bert", wanted "modernbert" or "qwen3"
            {"hidden_size":25}                   | hidden_size is 25, wanted a multiple of twice the num_attention_heads, 3
            {"hidden_size":null}                 | hidden_size is missing, wanted a whole number from 1
            {"hidden_size":"24"}                 | hidden_size is "24", wanted a whole number from 1
            {"hidden_activation":"mish"}         | hidden_activation is "mish", wanted one of gelu,
            {"classifier_pooling":"max"}         | classifier_pooling is "max", wanted "cls" or "mean"
            {"local_attention":127}              | local_attention is 127, wanted an even number
            {"norm_eps":-1}                      | norm_eps is -1, wanted a positive number
            {"mlp_bias":"yes"}                   | mlp_bias is "yes", wanted true or false
            {"pad_token_id":50}                  | pad_token_id is 50, wanted less than the vocab_size, 50
            {"global_attn_every_n_layers":0}     | global_attn_every_n_layers is 0, wanted a whole number from 1
            {"num_hidden_layers":2000000000}     | num_hidden_layers is 2000000000, wanted at most 10000
            {"layer_types":["full_attention"]}   | wanted one entry for each of the num_hidden_layers, 4
            {"layer_types":["chunked",1,2,3]}    | wanted a list of "full_attention" and "sliding_attention"
            {"rope_parameters":{"full_attention":{"rope_type":"yarn"}}} | rope_parameters.full_attention.rope_type is "yarn"
            {"rope_scaling":{"type":"linear"}}   | rope_scaling.type is "linear", wanted "default" """)
    void refuses(String changes, String message) throws IOException {
        ObjectNode config = RandomCheckpoint.config();
        config.setAll((ObjectNode) new JsonMapper().readTree(changes));
        assertThatThrownBy(() -> read(config.toString()))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = "{\"a\": | not JSON\n[1] | wanted a JSON object")
    void refusesWhatIsNoObject(String json, String message) {
        assertThatThrownBy(() -> read(json)).hasMessageContaining(message);
    }
}
