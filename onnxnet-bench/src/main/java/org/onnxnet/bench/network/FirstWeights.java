package org.onnxnet.bench.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

/**
 * The values that PyTorch starts training from. A batch normalisation starts as the identity, so the convolution it is
 * folded into keeps its kernel (but for the factor {@code 1/sqrt(1 + 1e-5)}, left out here) and gets a bias of 0; biases of
 * other layers are 0 here too.
 */
final class FirstWeights {
    private FirstWeights() {}

    static Tensor tensor(String name, Operand.Weight weight, long seed) {
        Shape shape = weight.shape();
        ByteSource bytes = ByteSource.computed(4 * shape.elementCount(), () -> bytes(weight, seed ^ hash(name)));
        return Tensor.ofRaw(name, ElementType.FLOAT, shape, bytes);
    }

    private static Bytes bytes(Operand.Weight weight, long seed) {
        int count = Math.toIntExact(weight.shape().elementCount());
        ByteBuffer buffer = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        SplittableRandom random = new SplittableRandom(seed);
        long[] dims = weight.shape().toLongs();
        double bound = Math.sqrt((double) dims[0] / count);
        for (int i = 0; i < count; i++) {
            buffer.putFloat(
                    switch (weight.role()) {
                        case WEIGHT -> (float) ((2 * random.nextDouble() - 1) * bound);
                        case SCALE, VARIANCE -> 1f;
                        case BIAS, MEAN -> 0f;
                    });
        }
        return Bytes.wrap(buffer.array());
    }

    /** Spreads names over 64 bits. */
    private static long hash(String name) {
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash + name.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
