package org.onnxnet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLinesTest {
    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("texts.jsonl"), content);
    }

    @Test
    void readsOneLabelOrSeveral() throws IOException {
        assertThat(TextLines.read(file("""
                        {"text": "Relu(x)", "label": 91.5, "key": "k", "group": "g"}

                        {"text": "Conv(x)", "labels": [1, null]}
                        """)))
                .isEqualTo(List.of(
                        LabelledText.of("k", "g", "Relu(x)", 91.5),
                        new LabelledText("Conv(x)", "", "Conv(x)", List.of(1.0, Double.NaN))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\": 3} | texts.jsonl:2: found {\"text\":3}, wanted an object with a string \"text\"",
                "{\"text\": \"a\", \"label\": 1} {\"text\": \"b\", \"label\": 2} | texts.jsonl:2: '{\"text\": \"b\", \"label\": 2}' stands after the value",
                "{\"text\": \"a\", \"label\": 1} x | texts.jsonl:2: 'x' stands after the value",
                "{\"text\": \"a\"} | texts.jsonl:2: the label is missing, wanted a number",
                "{\"text\": \"a\", \"label\": \"b\"} | texts.jsonl:2: the label is \"b\", wanted a number",
                "{\"text\" | texts.jsonl:2: not JSON"
            })
    void namesTheLineThatIsWrong(String line, String message) throws IOException {
        Path file = file("{\"text\": \"ok\", \"label\": 1}\n" + line + "\n");
        assertThatThrownBy(() -> TextLines.read(file))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsMeasuredOnHasALabel() throws IOException {
        Path file = file("{\"text\": \"ok\", \"label\": 1}\n\n{\"text\": \"a\", \"label\": null}\n");
        assertThatThrownBy(() -> TextLines.readKnown(file))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("texts.jsonl:3: the label is null, wanted a number");
    }

    @Test
    void aFolderIsNoFileOfTexts() {
        assertThatThrownBy(() -> TextLines.read(folder))
                .isInstanceOf(TrainingException.class)
                .hasMessage(folder + " is a directory, wanted JSON lines; name a file");
    }
}
