package org.onnxnet.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BiFunction;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.Tensor;

/**
 * Reads models. Stateless and safe to use from any thread.
 *
 * <p>What is checked is what the graph types need: the wire format, element types and dimensions of constant tensors,
 * the size of their data, and where external data lies. Whether the graph makes sense is for a checker to say.
 */
public final class OnnxReader {
    /** Files up to this size are copied; mapping costs more. */
    private static final int MAPPED_FROM = 1 << 16;

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private OnnxReader() {}

    /**
     * Reads a model from a file of any size. Tensors of more than {@value FileStore#EAGER_BYTES} bytes stay in it: the
     * file is opened again for each of them when its data is asked for, and must not have changed by then. External data
     * is looked for in the folder of the file, and nowhere else.
     *
     * @throws IOException if the file cannot be opened or read
     * @throws InvalidModelException if the file is not a usable model
     */
    public static Model read(Path file) throws IOException {
        return read(file, "ONNX model", ModelParser::parse);
    }

    /**
     * Reads a tensor from a file that holds a {@code TensorProto}, as the {@code input_N.pb} files of ONNX test data do.
     * Its data is read when asked for, as that of a model is.
     *
     * @throws IOException if the file cannot be opened or read
     * @throws InvalidModelException if the file does not hold a tensor
     */
    public static Tensor readTensor(Path file) throws IOException {
        return read(file, "ONNX tensor", TensorParser::parse);
    }

    private static <T> T read(Path file, String wanted, BiFunction<WireReader, TensorStore, T> parser)
            throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such file, wanted an " + wanted);
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidModelException(
                    file + " is " + (Files.isDirectory(file) ? "a directory" : "not a regular file") + ", wanted an "
                            + wanted + "; name a file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            FileStamp stamp = FileStamp.of(file);
            Input input = stamp.size() < MAPPED_FROM
                    ? new ArrayInput(Files.readAllBytes(file))
                    : new MappedInput(channel, stamp.size());
            return read(input, new FileStore(file, stamp), file.toString(), wanted, parser);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InternalError e) {
            // How the JVM reports that mapped memory has no file behind it any more.
            throw new IOException(file + " was cut off while it was being read; load it again", e);
        }
    }

    /**
     * Reads a model from memory. External data of such a model cannot be read.
     *
     * @throws InvalidModelException if the bytes are not a usable model
     */
    public static Model read(byte[] bytes) {
        return read(new ArrayInput(bytes), new TensorStore.Memory(), "the model in memory");
    }

    /**
     * Reads a model of less than 2 GiB from a stream, to its end, and holds it in memory; the stream is not closed.
     * External data of such a model cannot be read.
     *
     * @throws OnnxNetException if the stream cannot be read or holds more
     * @throws InvalidModelException if the bytes are not a usable model
     */
    public static Model read(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MAX_ARRAY);
            if (bytes.length == MAX_ARRAY && in.read() >= 0) {
                throw new OnnxNetException(
                        "the stream has 2 GiB or more, too much for memory; put it into a file and load that");
            }
            return read(bytes);
        } catch (IOException e) {
            throw new OnnxNetException("cannot read a model from the stream: " + e.getMessage(), e);
        }
    }

    static Model read(Input input, TensorStore store, String name) {
        return read(input, store, name, "ONNX model", ModelParser::parse);
    }

    private static <T> T read(
            Input input, TensorStore store, String name, String wanted, BiFunction<WireReader, TensorStore, T> parser) {
        if (input.size() == 0) {
            throw new InvalidModelException(name + " is empty, wanted an " + wanted + "; get it again");
        }
        try {
            return parser.apply(WireReader.over(input), store);
        } catch (MalformedException e) {
            throw new InvalidModelException(name + " " + complaint(input, e, wanted), e);
        }
    }

    private static String complaint(Input input, MalformedException e, String wanted) {
        String text = TextSniffer.describe(input, wanted);
        if (!text.isEmpty()) {
            return "is " + text;
        }
        String place = e.place();
        return "is not a usable " + wanted + ": " + (place.isEmpty() ? "" : "at " + place + ": ")
                + Place.sentence(String.valueOf(e.getMessage())) + "; get or export it again";
    }
}
