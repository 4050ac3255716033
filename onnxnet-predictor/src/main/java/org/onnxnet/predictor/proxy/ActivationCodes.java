package org.onnxnet.predictor.proxy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.onnxnet.analysis.Parameters;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.io.OnnxWriter;

/**
 * Which units of an untrained network are on for each of a few random inputs: one bit for every element before an activation
 * function that bends at 0. An activation function counts once for each layer that reads it: in the code of a network every layer
 * has its own, which exporters merge.
 *
 * @param codes 64 bits in a number, one array an input, all of one length
 * @param weights for each number of such an array, how often its bits count
 * @param bits how many bits count, each as often as it does
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared, never given away
record ActivationCodes(List<long[]> codes, int[] weights, long bits) {
    private static final Set<String> BENT = Set.of(
            "Relu",
            "LeakyRelu",
            "PRelu",
            "ThresholdedRelu",
            "Elu",
            "Selu",
            "Celu",
            "Gelu",
            "Mish",
            "Swish",
            "HardSwish",
            "Softplus",
            "Clip",
            "Sigmoid",
            "HardSigmoid",
            "Tanh");

    private static final Set<String> LAYERS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

    /** The values that an activation function of the main graph reads, with how often each counts. */
    static Map<String, Integer> units(Graph graph) {
        Map<String, Integer> units = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            boolean isBent =
                    node.op().isDefaultDomain() && BENT.contains(node.op().type());
            if (isBent && graph.producerOf(node.input(0)) != null) {
                long layers = graph.consumersOf(node.output(0)).stream()
                        .filter(reader -> LAYERS.contains(reader.op().type()))
                        .count();
                units.merge(node.input(0), (int) Math.max(1, layers), Math::addExact);
            }
        }
        return units;
    }

    /**
     * Runs a network once for each of several inputs drawn from the standard normal distribution.
     *
     * @param model all of whose parameters have values
     * @param inputs how many
     * @throws OnnxNetException if an input of the network is no float tensor of known shape, or the runtime refuses the network
     */
    static ActivationCodes of(Model model, int inputs, long seed) {
        Map<String, Integer> units = units(model.graph());
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "onnxnet");
        byte[] bytes = OnnxWriter.toBytes(withOutputs(model, units.keySet()));
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Networks run a few times only: optimising them takes longer than it saves.
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
            try (OrtSession session = environment.createSession(bytes, options)) {
                return run(environment, session, model.graph(), units, inputs, seed);
            }
        } catch (OrtException e) {
            throw new OnnxNetException("ONNX Runtime cannot run the network with random weights: " + e.getMessage(), e);
        }
    }

    private static Model withOutputs(Model model, Set<String> units) {
        List<Value> outputs = units.stream()
                .map(unit -> new Value(unit, ValueType.tensor(ElementType.FLOAT, (Shape) null)))
                .toList();
        return model.withGraph(model.graph().with(parts -> parts.outputs(outputs)));
    }

    private static ActivationCodes run(
            OrtEnvironment environment,
            OrtSession session,
            Graph graph,
            Map<String, Integer> units,
            int inputs,
            long seed)
            throws OrtException {
        SplittableRandom random = new SplittableRandom(seed);
        List<long[]> codes = new ArrayList<>();
        int[] weights = {};
        long bits = 0;
        for (int i = 0; i < inputs; i++) {
            Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
            try {
                for (Value input : Parameters.of(graph).dataInputs()) {
                    feeds.put(input.name(), draw(environment, input, random));
                }
                try (OrtSession.Result result = session.run(feeds)) {
                    BitWriter writer = new BitWriter();
                    for (Map.Entry<String, OnnxValue> output : result) {
                        writer.add(
                                ((OnnxTensor) output.getValue()).getFloatBuffer(),
                                units.getOrDefault(output.getKey(), 1));
                    }
                    bits = writer.bits();
                    weights = writer.weights();
                    codes.add(writer.codes());
                }
            } finally {
                feeds.values().forEach(OnnxTensor::close);
            }
        }
        return new ActivationCodes(codes, weights, bits);
    }

    /** One example: a batch that is not fixed has the size 1. */
    private static OnnxTensor draw(OrtEnvironment environment, Value input, SplittableRandom random)
            throws OrtException {
        Shape shape = input.shape();
        if (shape == null
                || !(input.type() instanceof ValueType.OfTensor type)
                || type.elementType() != ElementType.FLOAT) {
            throw new OnnxNetException("input '" + input.name() + "' is " + input.type()
                    + ", wanted a tensor of 32-bit floats of known rank to draw random data for");
        }
        long[] dims = new long[shape.rank()];
        for (int axis = 0; axis < dims.length; axis++) {
            if (shape.dim(axis) instanceof Dim.Known known) {
                dims[axis] = known.value();
            } else if (axis == 0) {
                dims[axis] = 1;
            } else {
                throw new OnnxNetException("dimension " + axis + " of input '" + input.name() + "' is "
                        + shape.dim(axis) + ", wanted a number to draw random data for");
            }
        }
        float[] values = new float[Math.toIntExact(Arrays.stream(dims).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), dims);
    }

    /** In how many bits two inputs agree, for all pairs. */
    double[][] agreement() {
        double[][] kernel = new double[codes.size()][codes.size()];
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j <= i; j++) {
                long different = 0;
                for (int word = 0; word < codes.get(i).length; word++) {
                    different += (long) weights[word] * Long.bitCount(codes.get(i)[word] ^ codes.get(j)[word]);
                }
                kernel[i][j] = bits - different;
                kernel[j][i] = kernel[i][j];
            }
        }
        return kernel;
    }
}
