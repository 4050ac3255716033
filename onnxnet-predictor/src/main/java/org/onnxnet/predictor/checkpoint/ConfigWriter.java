package org.onnxnet.predictor.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.onnxnet.io.TemporaryFile;

/** Writes {@code config.json}, with the keys of transformers 5 and, where they can say the same, those of transformers 4. */
public final class ConfigWriter {
    private ConfigWriter() {}

    /**
     * Writes the file, or replaces an earlier one when it is complete.
     *
     * @param tokens that start and end texts; null where the tokenizer has none
     * @param kind what the weights beside it are of
     * @throws IOException if it cannot be written; nothing has changed then
     */
    public static void write(NetworkConfig config, @Nullable SpecialTokens tokens, Checkpoint.Kind kind, Path file)
            throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode fields = mapper.createObjectNode();
        putNetwork(fields, config, kind);
        fields.put("pad_token_id", config.padToken());
        if (tokens != null) {
            putTokens(fields, tokens);
        }
        if (kind == Checkpoint.Kind.CLASSIFIER) {
            putLabels(fields, config.labels());
        }
        byte[] json = mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(fields);
        TemporaryFile.replace(file, out -> out.write(json));
    }

    private static void putNetwork(ObjectNode json, NetworkConfig config, Checkpoint.Kind kind) {
        if (config instanceof ModernBertConfig modernBert) {
            ModernBertFields.put(json, modernBert, kind);
        } else {
            Qwen3Fields.put(json, (Qwen3Config) config, kind);
        }
    }

    private static void putTokens(ObjectNode json, SpecialTokens tokens) {
        json.put("cls_token_id", tokens.first())
                .put("bos_token_id", tokens.first())
                .put("sep_token_id", tokens.last())
                .put("eos_token_id", tokens.last());
    }

    private static void putLabels(ObjectNode json, int labels) {
        json.put("problem_type", "regression");
        ObjectNode names = json.putObject("id2label");
        ObjectNode ids = json.putObject("label2id");
        for (int i = 0; i < labels; i++) {
            names.put(String.valueOf(i), "LABEL_" + i);
            ids.put("LABEL_" + i, i);
        }
    }
}
