package org.onnxnet.predictor;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Model directories among the resources of this library: directories as any others, on disk or inside a jar. */
final class BundledDirectory {
    /** The model of {@link Predictor#bundled()}. */
    static final String BUNDLED = "bundled";

    /** The model of {@link LanguageModel#bundled()}. */
    static final String LANGUAGE_MODEL = "language-model";

    /** A jar stays open, as long as the library is there: a language model copies its files when it is saved. */
    private static final Map<String, Path> OPEN = new ConcurrentHashMap<>();

    private BundledDirectory() {}

    /**
     * A directory beside this class.
     *
     * @throws IllegalStateException if it is not there, or cannot be read
     */
    static Path of(String name) {
        return OPEN.computeIfAbsent(name, BundledDirectory::open);
    }

    private static Path open(String name) {
        URL settings = BundledDirectory.class.getResource(name + "/" + ModelSettings.FILE);
        if (settings == null) {
            throw new IllegalStateException("no resource " + name + "/" + ModelSettings.FILE + " beside "
                    + BundledDirectory.class + "; was the library packed anew without its resources?");
        }
        try {
            return of(settings);
        } catch (IOException | URISyntaxException | FileSystemNotFoundException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the resource " + settings + " cannot be read: wanted one in a folder or in a jar on disk", e);
        }
    }

    /** @param settings where the {@code onnxnet.json} of a model is */
    static Path of(URL settings) throws IOException, URISyntaxException {
        URLConnection connection = settings.openConnection();
        if (connection instanceof JarURLConnection inJar) {
            Path jar = Path.of(inJar.getJarFileURL().toURI());
            FileSystem files = FileSystems.newFileSystem(jar, (ClassLoader) null);
            return folder(files.getPath(inJar.getEntryName()));
        }
        return folder(Path.of(settings.toURI()));
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file is in a folder");
    }
}
