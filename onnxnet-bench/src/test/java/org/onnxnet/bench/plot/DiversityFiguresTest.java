package org.onnxnet.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.bench.diversity.Distribution;
import org.onnxnet.bench.diversity.SpaceSample;
import org.onnxnet.bench.space.nasbenchmacro.NasBenchMacro;
import org.onnxnet.bench.space.transnas.TransNasMacro;

class DiversityFiguresTest {
    private final List<SpaceSample> samples = List.of(
            SpaceSample.draw(new TransNasMacro(), 20, 1, () -> {}),
            SpaceSample.draw(new NasBenchMacro(), 20, 1, () -> {}));

    @TempDir
    Path folder;

    @Test
    void drawsDivergence() throws IOException {
        DiversityFigures.divergence(samples).save(folder, "divergence");

        assertDrawn("divergence", 1520, 1520);
    }

    @Test
    void drawsNodesAndAccuracies() throws IOException {
        DiversityFigures.nodes(samples).save(folder, "nodes");
        DiversityFigures.accuracies(Map.of("space protocol", Distribution.of(90, 91, 93.5)))
                .save(folder.resolve("new/folder"), "accuracies");

        assertDrawn("nodes", 1800, 1040);
        assertDrawn("new/folder/accuracies", 1800, 1040);
    }

    /** Both files are there and nothing else; the bitmap is no single colour, the other is XML with shapes (text is one too). */
    private void assertDrawn(String name, int width, int height) throws IOException {
        String svg = Files.readString(folder.resolve(name + ".svg"));
        assertThat(svg).startsWith("<?xml").endsWith("</svg\n>\n").contains("width=\"" + width / 2 + "\"");
        assertThat(svg.split("<path", -1)).hasSizeGreaterThan(20);
        Path png = folder.resolve(name + ".png");
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(IntStream.range(0, width * height)
                        .map(i -> image.getRGB(i % width, i / width))
                        .distinct()
                        .count())
                .isGreaterThan(20);
        try (Stream<Path> files = Files.list(png.getParent())) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().endsWith(".part")))
                    .isEmpty();
        }
    }
}
