package org.onnxnet.predictor.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.io.TemporaryFile;

/**
 * The tokenizer made for texts of networks, in the form of Hugging Face: operators, attributes and common numbers are one token,
 * other numbers digits, other names pieces of names, and anything else bytes. Nothing is unknown, and {@link Tokenizer#decode}
 * gives a text back to the character. {@link Tokenizer#domain} runs it; a network that is to be trained with it takes these sizes
 * and the {@linkplain #copyTo files}.
 */
public final class DomainTokenizer {
    /** How many ids there are, from 0 on. */
    public static final int VOCABULARY = 1536;

    /** The id of {@code [PAD]}, which fills up batches. */
    public static final int PAD = 0;

    /** The id of {@code [CLS]}, which starts a text. */
    public static final int CLS = 2;

    /** The id of {@code [SEP]}, which ends a text. */
    public static final int SEP = 3;

    /** The id of {@code [MASK]}, for pretraining. */
    public static final int MASK = 4;

    static final String TOKENIZER = "tokenizer.json";

    private static final List<String> FILES = List.of(TOKENIZER, "tokenizer_config.json", "special_tokens_map.json");

    private DomainTokenizer() {}

    static InputStream open(String file) throws IOException {
        InputStream resource = DomainTokenizer.class.getResourceAsStream("domain/" + file);
        if (resource == null) {
            throw new IOException("no resource domain/" + file + " beside " + DomainTokenizer.class);
        }
        return resource;
    }

    /**
     * Writes {@code tokenizer.json}, {@code tokenizer_config.json} and {@code special_tokens_map.json} into a model directory.
     *
     * @throws IOException if one cannot be written
     */
    public static void copyTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String file : FILES) {
            try (InputStream resource = open(file)) {
                TemporaryFile.replace(directory.resolve(file), resource::transferTo);
            }
        }
    }
}
