package org.onnxnet.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.OnnxNetException;

/**
 * Writes models. Stateless and safe to use from any thread. The same model always gives the same bytes, and reading and
 * writing those gives them again.
 */
public final class OnnxWriter {
    private OnnxWriter() {}

    /**
     * Writes a model to a file of any size. Tensor data is streamed from wherever it is. The file appears, or replaces an
     * earlier one, only when it is complete, so that a model may be saved over the file it was loaded from; what is still
     * to be read from that file by others must then be loaded again.
     *
     * <p>External data that lies in the folder of {@code file} stays as it is, and cannot be what is written over. If any lies
     * elsewhere, all of it is copied into one file beside the model, with {@code .data} added to its name. Such a file that is already there is only
     * replaced if it belongs to the model that is being replaced. External data of a model that was read from memory is
     * nowhere to be found: its entries are written as they are, and the data has to be put beside the file.
     *
     * @throws IOException if the file cannot be written; nothing has changed then
     * @throws OnnxNetException if tensor data cannot be read; nothing has changed then
     */
    public static void write(Model model, Path file) throws IOException {
        Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "is a directory, wanted the name of a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "no such folder to save a model in; create it");
        }
        ExternalDataCopy.write(model, target, folder);
    }

    /**
     * Makes sure that a file can be written without loss to a model, for whatever is made from it: as {@link #write} does
     * for the model that it saves.
     *
     * @throws IOException if external data of the model lies in the file, or if that cannot be found out
     */
    public static void requireUnread(Model model, Path file) throws IOException {
        ExternalDataCopy.requireUnread(model, file);
    }

    /**
     * A model of less than 2 GiB as bytes. External data is not put in: its entries are written as they are.
     *
     * @throws OnnxNetException if the model is too large for an array, or if tensor data cannot be read
     */
    public static byte[] toBytes(Model model) {
        return new ModelEncoder(UnaryOperator.identity()).model(model).toByteArray();
    }
}
