package org.onnxnet.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.OnnxNetException;

/** Finds external data, and only inside the folder of the model: a model must not be able to make us read other files. */
final class ExternalLocation {
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");

    private ExternalLocation() {}

    /**
     * The file that a location stands for, which need not exist.
     *
     * @throws InvalidModelException if the location leads out of the folder, by its text or through a symbolic link
     */
    static Path resolve(Path folder, String location) {
        if (location.isEmpty()) {
            throw refused(location, "is empty");
        }
        if (ABSOLUTE.matcher(location).matches()) {
            throw refused(location, "is absolute");
        }
        if (Arrays.asList(SEPARATOR.split(location)).contains("..")) {
            throw refused(location, "contains '..'");
        }
        try {
            Path root = folder.toRealPath();
            Path file = folder;
            for (Path name : Path.of(location)) {
                file = file.resolve(name);
                if (Files.isSymbolicLink(file) && !target(file).startsWith(root)) {
                    throw refused(location, "is a symbolic link that leads outside");
                }
            }
            return file;
        } catch (InvalidPathException e) {
            throw refused(location, "is not a file name");
        } catch (IOException e) {
            throw new OnnxNetException(
                    "cannot look for external data '" + location + "' in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Path target(Path link) throws IOException {
        return Files.exists(link)
                ? link.toRealPath()
                : link.resolveSibling(Files.readSymbolicLink(link))
                        .toAbsolutePath()
                        .normalize();
    }

    private static InvalidModelException refused(String location, String problem) {
        return new InvalidModelException("external data location '" + Place.printable(location) + "' " + problem
                + ", wanted a file inside the folder of the model; move the data there");
    }
}
