package org.onnxnet.trainer.torch;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where tensors live, and the way from Java arrays to there and back.
 *
 * @param type processor or CUDA
 * @param id number of the device, from 0
 * @param threads of a program that keep the device busy: those of a processor, 1 for CUDA
 */
public record TorchDevice(DeviceType type, int id, int threads) {
    static TorchDevice cpu(int threads) {
        return new TorchDevice(DeviceType.CPU, 0, threads);
    }

    static TorchDevice cuda(int id) {
        return new TorchDevice(DeviceType.CUDA, id, 1);
    }

    /** A new tensor of 32-bit floats, in the scope of the caller. */
    public Tensor floats(float[] values, long... shape) {
        return Scoped.keep(() -> here(torch.from_blob(new FloatPointer(values), shape), ScalarType.Float));
    }

    /** A new tensor of integers of 64 bits, in the scope of the caller. */
    public Tensor integers(long[] values, long... shape) {
        return Scoped.keep(() -> here(
                torch.from_blob(new LongPointer(values), shape, new TensorOptions(ScalarType.Long)), ScalarType.Long));
    }

    private Tensor here(Tensor values, ScalarType element) {
        // The values belong to Java, whose copy goes away.
        return type == DeviceType.CPU ? values.clone() : values.to(new Device(type, (byte) id), element);
    }

    /** The elements of a tensor, row-major. */
    public static float[] toFloats(Tensor tensor) {
        return Scoped.compute(() -> {
            Tensor values = tensor.detach()
                    .to(new Device(DeviceType.CPU), ScalarType.Float)
                    .contiguous();
            float[] floats = new float[Math.toIntExact(values.numel())];
            if (floats.length > 0) {
                values.data_ptr_float().get(floats);
            }
            return floats;
        });
    }

    @Override
    public String toString() {
        return type == DeviceType.CPU ? "cpu" : "cuda:" + id;
    }
}
