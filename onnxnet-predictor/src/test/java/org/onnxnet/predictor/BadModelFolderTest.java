package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;

/** What is wrong with a model directory is said in one line, in Java, before native code sees it. */
class BadModelFolderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        TinyModel.write(folder);
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private void expectInvalid(String message) {
        assertThatThrownBy(() -> Predictor.load(folder).close())
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "model.safetensors", "tokenizer.json"})
    void aMissingFile(String name) throws IOException {
        Files.delete(folder.resolve(name));
        assertThatThrownBy(() -> Predictor.load(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"0", "5", "8", "200", "20000", "160000"})
    void truncatedWeights(int size) throws IOException {
        Path file = folder.resolve("model.safetensors");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), size));
        expectInvalid("cut off");
    }

    @Test
    void aWeightThatIsNotANumber() throws IOException {
        Path file = folder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) 0xff);
        Files.write(file, bytes);
        expectInvalid("weights must be finite");
    }

    @Test
    void sizesThatDoNotFitTheWeights() throws IOException {
        change("config.json", "\"hidden_size\": 32", "\"hidden_size\": 64");
        expectInvalid("has the shape");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "[PAD]":123 | "[PAD]":128 | this is the tokenizer of another model
            "id":123    | "id":120    | [PAD] has the id 120, config.json has 123
            {"version"  | {           | not JSON
            "type":"BPE"| "type":"X"  | not a tokenizer""")
    void theTokenizerOfAnotherModel(String from, String to, String message) throws IOException {
        change("tokenizer.json", from, to);
        expectInvalid(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "complete" | "short" | encoder.dialect is "short", wanted one of
            "dialect"  | "x"     | encoder.dialect is missing
            "inputs"   | "input" | encoder.components is "input", wanted one of
            {          | [       | not JSON""")
    void settingsThatMeanNothing(String from, String to, String message) throws IOException {
        change(ModelSettings.FILE, from, to);
        expectInvalid(message);
    }

    @Test
    void anotherNumberOfScores() throws IOException {
        change("config.json", "\"0\": \"LABEL_0\"", "\"0\": \"a\", \"1\": \"b\"");
        assertThatThrownBy(() -> Predictor.load(folder)).isInstanceOf(InvalidCheckpointException.class);
    }
}
