package org.onnxnet.predictor.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sizes and variants of a network as {@code config.json} gives them. Each family of networks has its own. */
public sealed interface NetworkConfig permits ModernBertConfig, Qwen3Config {
    /** The name of the family, for people. */
    String family();

    /** Number of token ids ({@code vocab_size}). */
    int vocabulary();

    /** Width of a token's vector ({@code hidden_size}). */
    int hidden();

    int layers();

    /** The longest text it was made for ({@code max_position_embeddings}). */
    int maxTokens();

    /** The id that fills up short texts. */
    int padToken();

    /** Number of outputs of the classifier. */
    int labels();

    /** The same network with a classifier of so many outputs. */
    NetworkConfig withLabels(int labels);

    /** The least number of tokens that the network works on at once: texts are filled up to a multiple of it. */
    int block();

    /**
     * The weights of a checkpoint by the names {@code transformers} gives them, in their order in the network, with their
     * shapes. A linear map from {@code in} to {@code out} is stored as [out, in].
     */
    Map<String, List<Long>> weights(Checkpoint.Kind kind);

    /** What a checkpoint with these weights was saved from. */
    Checkpoint.Kind kindOf(Set<String> weights);

    /**
     * Reads {@code config.json} as transformers 4 and 5 write it.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidCheckpointException if it is no such file, or names a network or a variant that is not supported
     */
    static NetworkConfig read(Path file) throws IOException {
        JsonFile json = JsonFile.read(file);
        return switch (json.text("model_type", "")) {
            case ModernBertReader.TYPE -> new ModernBertReader(json).config();
            case Qwen3Reader.TYPE -> new Qwen3Reader(json).config();
            default -> throw json.wrong("model_type", "\"modernbert\" or \"qwen3\": other networks are not supported");
        };
    }
}
