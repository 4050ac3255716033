package org.onnxnet.trainer.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.onnxnet.predictor.checkpoint.DType;
import org.onnxnet.predictor.checkpoint.Safetensors;
import org.onnxnet.predictor.checkpoint.SafetensorsWriter;
import org.onnxnet.trainer.torch.Scoped;
import org.onnxnet.trainer.torch.TorchDevice;

/**
 * What a network learns: 32-bit tensors with derivatives, by the names that {@code transformers} gives them, in their order in the
 * network. One thread at a time.
 */
public final class Weights implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, List<Long>> shapes;
    private final TorchDevice device;

    /** Where the values of a weight come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * The values of a weight, row-major.
         *
         * @throws IOException if they cannot be read
         */
        float[] values(String name, List<Long> shape) throws IOException;
    }

    private Weights(Map<String, List<Long>> shapes, TorchDevice device) {
        this.shapes = new LinkedHashMap<>(shapes);
        this.device = device;
    }

    /**
     * Makes the weights on a device.
     *
     * @throws IOException if the source cannot be read
     */
    public static Weights of(Map<String, List<Long>> shapes, Source source, TorchDevice device) throws IOException {
        Weights weights = new Weights(shapes, device);
        for (Map.Entry<String, List<Long>> entry : shapes.entrySet()) {
            String name = entry.getKey();
            weights.tensors.put(name, weights.leaf(source.values(name, entry.getValue()), entry.getValue()));
        }
        return weights;
    }

    private Tensor leaf(float[] values, List<Long> shape) {
        Tensor tensor =
                device.floats(values, shape.stream().mapToLong(Long::longValue).toArray());
        tensor.requires_grad_(true);
        return tensor;
    }

    /** The tensors by their names. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** The shapes by the names of the tensors. */
    public Map<String, List<Long>> shapes() {
        return shapes;
    }

    public TorchDevice device() {
        return device;
    }

    /**
     * The tensor of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no weight '" + name + "' among " + tensors.keySet());
        }
        return tensor;
    }

    @Nullable
    Tensor find(String name) {
        return tensors.get(name);
    }

    /** The values of a weight, row-major. */
    public float[] floats(String name) {
        return TorchDevice.toFloats(get(name));
    }

    /** The same values with derivatives of their own; what changes a value changes it for both. */
    Weights twin() {
        Weights twin = new Weights(shapes, device);
        tensors.forEach((name, tensor) -> {
            Tensor same = tensor.detach();
            same.requires_grad_(true);
            twin.tensors.put(name, same);
        });
        return twin;
    }

    /** Adds the derivatives of a twin, which forgets them. */
    void takeGradients(Weights twin) {
        tensors.forEach((name, tensor) -> Scoped.run(() -> {
            Tensor gradient = twin.get(name).grad();
            if (gradient.defined()) {
                tensor.grad().add_(gradient);
            }
        }));
        twin.clearGradients();
    }

    /** Forgets all derivatives. */
    public void clearGradients() {
        for (Tensor tensor : tensors.values()) {
            try (Tensor gradient = tensor.mutable_grad()) {
                gradient.reset();
            }
        }
    }

    /**
     * Writes the values to a file of safetensors, or replaces an earlier one when it is complete.
     *
     * @throws IOException if it cannot be written; nothing has changed then
     */
    public void write(Path file) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        shapes.forEach((name, shape) ->
                writer.add(name, shape.stream().mapToLong(Long::longValue).toArray(), () -> floats(name)));
        writer.write(file);
    }

    /** A source that reads a file of safetensors that {@link #write} wrote. */
    public static Source file(Safetensors file) {
        return (name, shape) -> file.floats(name);
    }

    /** Frees the tensors. */
    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        tensors.clear();
    }
}
