package org.onnxnet.predictor.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.io.OnnxWriter;

/**
 * Finds out whether products of 8-bit numbers are exact on this processor. Those without VNNI add pairs of products in 16 bits and
 * clip the sum where both factors are large.
 */
final class IntegerArithmetic {
    private static final int SIZE = 64;
    private static final int ALL_BITS = 127;
    private static final int ONE_BIT_LESS = 63;

    private IntegerArithmetic() {}

    /** The largest weight with which the runtime's products are right: 127, or 63 where it clips. */
    static int largestExactWeight(OrtEnvironment environment) {
        long[] weights = new long[SIZE * SIZE];
        Arrays.fill(weights, ALL_BITS);
        byte[] model = OnnxWriter.toBytes(GraphBuilder.model(13, graph -> {
            String x = graph.input("x", ElementType.UINT8, SIZE, SIZE);
            String w = graph.initializer(Tensor.ofIntegers("w", ElementType.INT8, Shape.of(SIZE, SIZE), weights));
            graph.output(graph.op("MatMulInteger", List.of(x, w)), ElementType.INT32, SIZE, SIZE);
        }));
        byte[] ones = new byte[SIZE * SIZE];
        Arrays.fill(ones, (byte) 255);
        try (OrtSession session = environment.createSession(model);
                OnnxTensor x = OnnxTensor.createTensor(
                        environment,
                        ByteBuffer.allocateDirect(ones.length).put(ones).flip(),
                        new long[] {SIZE, SIZE},
                        OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of("x", x))) {
            int found = ((OnnxTensor) result.get(0)).getIntBuffer().get(0);
            return found == SIZE * ALL_BITS * 255 ? ALL_BITS : ONE_BIT_LESS;
        } catch (OrtException e) {
            throw new DeviceException("ONNX Runtime could not multiply 8-bit integers: " + e.getMessage(), e);
        }
    }
}
