package org.onnxnet.predictor.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/**
 * A safetensors file: the table of its tensors. Elements stay in the file until {@link #floats} asks for them. Immutable
 * and safe to share between threads.
 *
 * <p>Layout: 8 bytes little-endian length of the header, the header as a JSON object, then the elements of all tensors
 * without gaps.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Safetensors {
    private final FileBytes bytes;
    private final Map<String, TensorEntry> entries;

    private Safetensors(FileBytes bytes, Map<String, TensorEntry> entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    /**
     * Reads and checks the table of a file.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidCheckpointException if it is no safetensors file, is cut off, or has tensors that overlap, leave gaps or
     *     have other sizes than their shapes say
     */
    public static Safetensors open(Path file) throws IOException {
        FileBytes bytes = FileBytes.of(file);
        return new Safetensors(bytes, SafetensorsHeader.read(bytes));
    }

    public Path file() {
        return bytes.file();
    }

    /** The tensors in the order of their elements in the file. */
    public Collection<TensorEntry> entries() {
        return entries.values();
    }

    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    /**
     * The table's line for a tensor.
     *
     * @throws InvalidCheckpointException if there is no such tensor
     */
    public TensorEntry entry(String name) {
        TensorEntry entry = entries.get(name);
        if (entry == null) {
            throw new InvalidCheckpointException(file() + ": no tensor '" + name + "' among " + entries.size());
        }
        return entry;
    }

    /**
     * The elements of a tensor, row-major, as 32-bit floats; narrower types are widened without loss.
     *
     * @throws IOException if the file cannot be read or has become shorter
     * @throws InvalidCheckpointException if there is no such tensor, if it is not of type F32, F16 or BF16, if it has more
     *     than 2^31 - 1 elements, or if an element is infinite or not a number
     */
    public float[] floats(String name) throws IOException {
        TensorEntry entry = entry(name);
        if (!entry.type().isFloat()) {
            throw new InvalidCheckpointException(
                    file() + ": tensor '" + name + "' has type " + entry.type() + ", wanted F32, F16 or BF16");
        }
        if (entry.elements() > Integer.MAX_VALUE - 8) {
            throw new InvalidCheckpointException(file() + ": tensor '" + name + "' has " + entry.elements()
                    + " elements, at most 2^31 are supported");
        }
        return FloatReader.read(bytes, entry);
    }

    @Override
    public String toString() {
        return file() + " [" + entries.size() + " tensors]";
    }
}
