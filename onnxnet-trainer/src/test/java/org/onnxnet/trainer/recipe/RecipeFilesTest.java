package org.onnxnet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onnxnet.predictor.TinyModel;

/** The recipes that the project brings. */
class RecipeFilesTest {
    private static final Path FOLDER = Path.of("..", "recipes");

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** With another model to start from: those of the recipes are what other recipes make, or what others have published. */
    @ParameterizedTest
    @MethodSource("files")
    void canBeRead(Path file, @TempDir Path folder) throws IOException {
        Path start = TinyModel.write(Files.createDirectory(folder.resolve("start")));
        String text = Files.readString(file).replaceAll("start: [^,}]+", "start: " + start);
        Recipe recipe = Recipe.read(Files.writeString(folder.resolve("recipe.yaml"), text));
        assertThat(recipe.train()).isNotEmpty();
        assertThat(recipe.output().getParent()).hasFileName("runs");
    }
}
