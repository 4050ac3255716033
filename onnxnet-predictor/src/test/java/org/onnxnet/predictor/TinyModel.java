package org.onnxnet.predictor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.predictor.transformer.Fixtures;

/** A whole model directory: the tiny fixture with a tokenizer that makes one token of each character. */
public final class TinyModel {
    private static final int CLS = 121;
    private static final int SEP = 122;
    private static final int PAD = 123;
    private static final int UNK = 124;

    private TinyModel() {}

    public static Path write(Path folder) throws IOException {
        Fixtures.checkpoint("modernbert-tiny-mean", "config.json", folder);
        Files.writeString(folder.resolve("tokenizer.json"), tokenizer().toString());
        new ModelSettings("tiny", Encoder.with(Component.INPUTS, Component.PARAMETERS), 0.5).write(folder);
        return folder;
    }

    private static ObjectNode tokenizer() {
        JsonMapper json = new JsonMapper();
        ObjectNode root = json.createObjectNode().put("version", "1.0");
        ObjectNode model = root.putObject("model").put("type", "BPE").put("unk_token", "[UNK]");
        ObjectNode vocabulary = model.putObject("vocab");
        for (int i = 0; i < 95; i++) {
            vocabulary.put(String.valueOf((char) (' ' + i)), i);
        }
        vocabulary
                .put("\n", 95)
                .put("[CLS]", CLS)
                .put("[SEP]", SEP)
                .put("[PAD]", PAD)
                .put("[UNK]", UNK);
        model.putArray("merges");
        for (String special : new String[] {"[CLS]", "[SEP]", "[PAD]", "[UNK]"}) {
            root.withArray("added_tokens")
                    .addObject()
                    .put("id", vocabulary.get(special).intValue())
                    .put("content", special)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        root.putObject("post_processor")
                .put("type", "BertProcessing")
                .set("sep", json.createArrayNode().add("[SEP]").add(SEP));
        ((ObjectNode) root.get("post_processor"))
                .set("cls", json.createArrayNode().add("[CLS]").add(CLS));
        return root;
    }
}
