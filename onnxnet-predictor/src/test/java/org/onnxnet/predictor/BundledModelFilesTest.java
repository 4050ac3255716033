package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;

/** Any model directory can be a resource: here an ensemble of features and a language model, on disk and in a jar. */
class BundledModelFilesTest {
    private static final List<OnnxGraph> NETWORKS = Cells.sample(20, 1);

    @TempDir
    Path folder;

    private Path model;
    private double[] scores;

    @BeforeEach
    void save() throws IOException {
        model = folder.resolve("model");
        Path tiny = TinyModel.write(Files.createDirectory(folder.resolve("tiny")));
        FeatureModel features = FeatureModel.train(NETWORKS, Cells.performance(NETWORKS), 1);
        Predictor language = Predictor.load(tiny);
        try (Ensemble ensemble = Ensemble.of(List.of(features, language), NETWORKS)) {
            ensemble.save(model);
            scores = ensemble.score(NETWORKS);
        }
    }

    @Test
    void loadsFromADirectory() throws Exception {
        URL settings = model.resolve("onnxnet.json").toUri().toURL();
        try (Predictor loaded = Predictor.load(BundledDirectory.of(settings))) {
            assertThat(loaded.score(NETWORKS)).isEqualTo(scores);
        }
    }

    @Test
    void loadsFromAJarAndSavesAgain() throws Exception {
        Path jar = folder.resolve("a jar.jar");
        pack(jar);
        URL settings = new URL("jar:" + jar.toUri() + "!/org/example/bundled/onnxnet.json");
        Path copy = folder.resolve("copy");
        try (Predictor loaded = Predictor.load(BundledDirectory.of(settings))) {
            assertThat(loaded.score(NETWORKS)).isEqualTo(scores);
            loaded.save(copy);
        }
        try (Predictor loaded = Predictor.load(copy)) {
            assertThat(loaded.score(NETWORKS)).isEqualTo(scores);
        }
    }

    private void pack(Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                URI name = model.toUri().relativize(file.toUri());
                zip.putNextEntry(new ZipEntry("org/example/bundled/" + name));
                Files.copy(file, zip);
            }
        }
    }
}
