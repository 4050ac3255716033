package org.onnxnet.predictor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Objects;

/** The model inside this library, read once. Its card is {@code docs/bundled-model.md}. */
final class BundledModel {
    private static final String DIRECTORY = "bundled/";

    static final Predictor INSTANCE = load();

    private BundledModel() {}

    private static Predictor load() {
        URL settings = BundledModel.class.getResource(DIRECTORY + ModelSettings.FILE);
        if (settings == null) {
            throw new IllegalStateException("no resource " + DIRECTORY + ModelSettings.FILE + " beside "
                    + BundledModel.class + "; was the library packed anew without its resources?");
        }
        try {
            return load(settings);
        } catch (IOException | URISyntaxException e) {
            throw new UncheckedIOException("the bundled model cannot be read", new IOException(settings.toString(), e));
        }
    }

    /**
     * A directory of resources is a model directory as any other, on disk or inside a jar. The jar stays open, as the model does: a
     * language model copies its files when it is saved.
     *
     * @param settings where its {@code onnxnet.json} is
     */
    static Predictor load(URL settings) throws IOException, URISyntaxException {
        URLConnection connection = settings.openConnection();
        if (connection instanceof JarURLConnection inJar) {
            Path jar = Path.of(inJar.getJarFileURL().toURI());
            FileSystem files = FileSystems.newFileSystem(jar, (ClassLoader) null);
            return Predictor.load(folder(files.getPath(inJar.getEntryName())));
        }
        return Predictor.load(folder(Path.of(settings.toURI())));
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file is in a folder");
    }
}
