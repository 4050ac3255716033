package org.onnxnet.predictor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.predictor.transformer.Fixtures;

/** Checkpoints whose weights are in several files. */
class WeightFilesTest {
    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    Path folder;

    private Checkpoint whole;
    private byte[] wholeFile;

    @BeforeEach
    void shareOut() throws IOException {
        whole = Checkpoint.open(Fixtures.checkpoint("qwen3-tiny", "config.json", folder));
        List<String> names = new ArrayList<>(whole.weights().names());
        ObjectNode index = new JsonMapper().createObjectNode();
        ObjectNode files = index.putObject("weight_map");
        for (int part = 0; part < 2; part++) {
            String file = "model-0000" + (part + 1) + "-of-00002.safetensors";
            List<String> share = names.subList(part * 7, part == 0 ? 7 : names.size());
            write(file, share);
            share.forEach(name -> files.put(name, file));
        }
        Files.writeString(folder.resolve(INDEX), index.toString());
        wholeFile = Files.readAllBytes(folder.resolve("model.safetensors"));
        Files.delete(folder.resolve("model.safetensors"));
    }

    private void write(String file, List<String> names) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        for (String name : names) {
            float[] values = whole.floats(name);
            writer.add(
                    name, whole.shape(name).stream().mapToLong(Long::longValue).toArray(), () -> values);
        }
        writer.write(folder.resolve(file));
    }

    @Test
    void haveTheSameWeights() throws IOException {
        Checkpoint shared = Checkpoint.open(folder);
        assertThat(shared.weights().files()).hasSize(3);
        Files.write(folder.resolve("model.safetensors"), wholeFile);
        Checkpoint again = Checkpoint.open(folder);
        assertThat(again.weights().files()).hasSize(1);
        for (String name : again.weights().names()) {
            assertThat(shared.floats(name)).isEqualTo(again.floats(name));
        }
        assertThat(shared.fingerprint()).isNotEqualTo(again.fingerprint());
    }

    @Test
    void aFileThatIsMissingIsNamed() throws IOException {
        Files.delete(folder.resolve("model-00002-of-00002.safetensors"));
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("model-00002-of-00002.safetensors")
                .hasMessageContaining("copy it too");
    }

    @Test
    void aTensorThatIsNotWhereTheIndexSays() throws IOException {
        Files.copy(
                folder.resolve("model-00001-of-00002.safetensors"),
                folder.resolve("model-00002-of-00002.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("model-00002-of-00002.safetensors: no tensor 'model.layers.")
                .hasMessageContaining("different checkpoints");
    }

    @Test
    void filesElsewhereAreRefused() throws IOException {
        Files.writeString(folder.resolve(INDEX), "{\"weight_map\": {\"score.weight\": \"../model.safetensors\"}}");
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("'../model.safetensors'");
        Files.writeString(folder.resolve(INDEX), "{\"metadata\": {}}");
        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("weight_map is missing");
    }
}
