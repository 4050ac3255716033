package org.onnxnet.cli.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import org.onnxnet.graph.OnnxNetException;

/** Turns an error into the one line that a person reads. */
public final class Failure {
    private Failure() {}

    public static String messageOf(Exception exception) {
        if (exception instanceof OnnxNetException) {
            return oneLine(String.valueOf(exception.getMessage()));
        }
        if (exception instanceof NoSuchFileException missing && missing.getReason() == null) {
            return missing.getFile() + ": no such file or folder";
        }
        if (exception instanceof AccessDeniedException denied) {
            return denied.getFile() + ": access denied";
        }
        if (exception instanceof FileSystemException failed && failed.getReason() == null) {
            return failed.getFile() + ": " + failed.getClass().getSimpleName();
        }
        if (exception instanceof IOException) {
            return oneLine(String.valueOf(exception.getMessage()));
        }
        if (exception instanceof InvalidPathException path) {
            return "'" + path.getInput().replaceAll("\\p{Cntrl}", "?") + "' cannot be the name of a file: "
                    + path.getReason();
        }
        return "internal error, please report it (--debug prints where): " + oneLine(exception.toString());
    }

    /** Does something with one of many things, and says with which if it fails. */
    public static <T> T naming(String thing, Supplier<T> work) {
        try {
            return work.get();
        } catch (OnnxNetException e) {
            throw new OnnxNetException(thing + ": " + e.getMessage(), e);
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
