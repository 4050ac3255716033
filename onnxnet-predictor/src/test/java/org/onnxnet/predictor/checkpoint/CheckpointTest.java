package org.onnxnet.predictor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.predictor.transformer.ClassifierGraph;
import org.onnxnet.predictor.transformer.Precision;

class CheckpointTest {
    @TempDir
    Path folder;

    private Checkpoint whole;

    @BeforeEach
    void write() throws IOException {
        whole = RandomCheckpoint.write(RandomCheckpoint.config(), folder, 1);
    }

    /** The same checkpoint with other names, or fewer weights. */
    private Checkpoint rewrite(Predicate<String> keep, UnaryOperator<String> rename) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        Path copy = folder.resolve("copy.safetensors");
        for (String name : whole.weights().names()) {
            if (keep.test(name)) {
                float[] values = whole.floats(name);
                long[] shape =
                        whole.shape(name).stream().mapToLong(Long::longValue).toArray();
                writer.add(rename.apply(name), shape, () -> values);
            }
        }
        writer.write(copy);
        Files.move(copy, folder.resolve("model.safetensors"), StandardCopyOption.REPLACE_EXISTING);
        return Checkpoint.open(folder);
    }

    @Test
    void aClassifierHasEverything() {
        assertThat(whole.kind()).isEqualTo(Checkpoint.Kind.CLASSIFIER);
        assertThat(whole.weights().names()).hasSize(6 * 4 + 6);
        assertThat(whole.has("model.layers.0.attn_norm.weight")).isFalse();
    }

    @Test
    void aMaskedLanguageModelIsForTrainingOnly() throws IOException {
        Checkpoint found = rewrite(name -> !name.startsWith("classifier"), name -> name);
        assertThat(found.kind()).isEqualTo(Checkpoint.Kind.MASKED_LANGUAGE_MODEL);
        assertThatThrownBy(() -> ClassifierGraph.of(found, Precision.FP32, 127))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("no tensor 'classifier.weight'");
    }

    @Test
    void theBareEncoderHasNoPrefix() throws IOException {
        Checkpoint found = rewrite(name -> name.startsWith("model."), name -> name.substring("model.".length()));
        assertThat(found.kind()).isEqualTo(Checkpoint.Kind.ENCODER);
        assertThat(found.has("model.final_norm.weight")).isTrue();
        assertThat(found.floats("model.final_norm.weight")).hasSize(24);
    }

    @Test
    void everyWeightMustBeThereInItsShape() {
        assertThatThrownBy(() -> rewrite(name -> !name.equals("model.layers.2.mlp.Wi.weight"), name -> name))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining("no tensor 'model.layers.2.mlp.Wi.weight', wanted [40, 24]");
    }

    @Test
    void saysWhichShapeDoesNotFitTheConfiguration() throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                RandomCheckpoint.config().put("vocab_size", 51).toString());
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageContaining(
                        "tensor 'model.embeddings.tok_embeddings.weight' has the shape [50, 24], wanted [51, 24]");
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("model.safetensors")
                .hasMessageContaining("no such file");
    }
}
