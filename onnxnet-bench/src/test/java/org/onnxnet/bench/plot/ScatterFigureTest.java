package org.onnxnet.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScatterFigureTest {
    @TempDir
    Path folder;

    @Test
    void drawsAMarkForEachPoint() throws IOException {
        draw("many", 40);
        draw("few", 10);
        assertThat(folder.resolve("many.png")).isNotEmptyFile();
        assertThat(shapes("many")).isGreaterThanOrEqualTo(shapes("few") + 20);
    }

    private void draw(String name, int points) throws IOException {
        double[] x = IntStream.range(0, points).mapToDouble(i -> i).toArray();
        double[] y = IntStream.range(0, points).mapToDouble(i -> i * i % 17).toArray();
        ScatterFigure.of("Scores", "label", "score", new Curve("networks", x, y))
                .save(folder, name);
    }

    private int shapes(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".svg")).split("<(path|circle|ellipse)", -1).length;
    }
}
