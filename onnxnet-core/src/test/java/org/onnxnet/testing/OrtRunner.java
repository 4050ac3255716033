package org.onnxnet.testing;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;

/**
 * Runs models in ONNX Runtime with all optimisation off and one thread, as the judge of what a model computes. Two runs of
 * one model with equal inputs give equal bits unless the model itself is random.
 */
public final class OrtRunner {
    // Warnings are about the models under test, which are odd on purpose.
    private static final OrtEnvironment ENVIRONMENT =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);

    private OrtRunner() {}

    /** ONNX Runtime did not accept a model, could not run it, or gave a value that Java cannot hold. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The outputs of a model, by name, in the order of the graph. The tensors of a sequence have the names
     * {@code NAME[0]}, {@code NAME[1]} and so on; an empty sequence gives nothing.
     *
     * @param inputs a value for each input that has no initializer; entries that the model does not declare are ignored
     * @throws RefusedException with what the runtime said
     */
    public static Map<String, Tensor> run(byte[] model, Map<String, Tensor> inputs) {
        Map<String, OnnxTensor> values = new LinkedHashMap<>();
        try (OrtSession.SessionOptions options = options();
                OrtSession session = ENVIRONMENT.createSession(model, options)) {
            for (String name : session.getInputNames()) {
                if (inputs.containsKey(name)) {
                    values.put(name, toOrt(inputs.get(name)));
                }
            }
            try (OrtSession.Result result = session.run(values)) {
                Map<String, Tensor> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    addOutput(outputs, output.getKey(), output.getValue());
                }
                return outputs;
            }
        } catch (OrtException e) {
            throw new RefusedException(e.getMessage(), e);
        } finally {
            values.values().forEach(OnnxTensor::close);
        }
    }

    /**
     * Loads a model without running it.
     *
     * @throws RefusedException with what the runtime said
     */
    public static void load(byte[] model) {
        try (OrtSession.SessionOptions options = options();
                OrtSession session = ENVIRONMENT.createSession(model, options)) {
            session.getOutputNames();
        } catch (OrtException e) {
            throw new RefusedException(e.getMessage(), e);
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setDeterministicCompute(true);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    private static OnnxTensor toOrt(Tensor tensor) throws OrtException {
        long[] dims = tensor.shape().toLongs();
        if (tensor.data() instanceof TensorData.Strings strings) {
            String[] texts = strings.values().stream().map(Bytes::toUtf8).toArray(String[]::new);
            return OnnxTensor.createTensor(ENVIRONMENT, texts, dims);
        }
        byte[] raw = tensor.toRawBytes().toArray();
        ByteBuffer buffer = ByteBuffer.allocateDirect(raw.length).order(ByteOrder.nativeOrder());
        buffer.put(raw).rewind();
        return OnnxTensor.createTensor(ENVIRONMENT, buffer, dims, javaType(tensor.elementType()));
    }

    private static OnnxJavaType javaType(ElementType type) throws OrtException {
        for (OnnxJavaType candidate : OnnxJavaType.values()) {
            if (candidate.name().equals(type.name())) {
                return candidate;
            }
        }
        throw new OrtException("the Java binding has no tensors of type " + type);
    }

    private static void addOutput(Map<String, Tensor> outputs, String name, OnnxValue value) throws OrtException {
        if (value instanceof OnnxTensor tensor) {
            outputs.put(name, fromOrt(name, tensor));
        } else if (value instanceof OnnxSequence sequence) {
            List<? extends OnnxValue> elements = sequence.getValue();
            for (int i = 0; i < elements.size(); i++) {
                addOutput(outputs, name + "[" + i + "]", elements.get(i));
            }
        } else {
            throw new OrtException("output '" + name + "' is a " + value.getType() + ", wanted a tensor or a sequence");
        }
    }

    private static Tensor fromOrt(String name, OnnxTensor tensor) throws OrtException {
        Shape shape = Shape.of(tensor.getInfo().getShape());
        OnnxJavaType javaType = tensor.getInfo().type;
        if (javaType == OnnxJavaType.UNKNOWN) {
            throw new OrtException(
                    "the Java binding cannot read output '" + name + "' of type " + tensor.getInfo().onnxType);
        }
        if (javaType == OnnxJavaType.STRING) {
            return new Tensor(name, ElementType.STRING, shape, new TensorData.Strings(strings(tensor.getValue())));
        }
        ByteBuffer buffer = tensor.getByteBuffer();
        byte[] raw = new byte[buffer.remaining()];
        buffer.get(raw);
        return Tensor.ofRaw(name, ElementType.valueOf(javaType.name()), shape, Bytes.wrap(raw));
    }

    private static List<Bytes> strings(Object nested) {
        List<Bytes> flat = new ArrayList<>();
        if (nested instanceof Object[] array) {
            for (Object element : array) {
                flat.addAll(strings(element));
            }
        } else {
            flat.add(Bytes.wrap(((String) nested).getBytes(StandardCharsets.UTF_8)));
        }
        return flat;
    }
}
