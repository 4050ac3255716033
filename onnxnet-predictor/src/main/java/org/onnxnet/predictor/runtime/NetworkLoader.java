package org.onnxnet.predictor.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.TensorData;
import org.onnxnet.io.OnnxWriter;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.transformer.ClassifierGraph;
import org.onnxnet.predictor.transformer.Precision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a session of ONNX Runtime from a checkpoint. */
final class NetworkLoader {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkLoader.class);

    /** Runs of a graphics processor take its memory, so few may be in flight. */
    private static final int CUDA_CONCURRENCY = 2;

    private static final long MOST_IN_MEMORY = 1L << 30;

    private NetworkLoader() {}

    static Network load(Checkpoint checkpoint, Precision precision, Device device) {
        return load(checkpoint, precision, device, MOST_IN_MEMORY);
    }

    /**
     * Loads a network.
     *
     * @param mostInMemory the size in bytes from which weights go through a file
     */
    static Network load(Checkpoint checkpoint, Precision precision, Device device, long mostInMemory) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "onnxnet");
        int largestWeight = precision == Precision.INT8 ? IntegerArithmetic.largestExactWeight(environment) : 127;
        Model model = ClassifierGraph.of(checkpoint, precision, largestWeight);
        if (device instanceof Device.Auto) {
            try {
                return load(environment, model, checkpoint, Device.cuda(0), mostInMemory);
            } catch (DeviceException e) {
                LOG.info("no graphics processor, the network runs on the processor: {}", e.getMessage());
                return load(environment, model, checkpoint, Device.cpu(), mostInMemory);
            }
        }
        return load(environment, model, checkpoint, device, mostInMemory);
    }

    private static Network load(
            OrtEnvironment environment, Model model, Checkpoint checkpoint, Device device, long mostInMemory) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            int concurrency = prepare(options, device);
            OrtSession session = session(environment, options, model, mostInMemory);
            return new Network(environment, session, checkpoint.config().padToken(), device, concurrency);
        } catch (OrtException e) {
            throw new DeviceException(
                    "ONNX Runtime could not load the network of "
                            + checkpoint.weights().place() + " on " + device + ": " + e.getMessage(),
                    e);
        }
    }

    /** Sets the device, and returns how many runs it may have at once. */
    private static int prepare(OrtSession.SessionOptions options, Device device) throws OrtException {
        if (device instanceof Device.Cuda cuda) {
            addCuda(options, cuda);
            return CUDA_CONCURRENCY;
        }
        // One thread for each run, and as many runs as threads: nobody waits for anybody in the middle of a network.
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return ((Device.Cpu) device).threads();
    }

    private static void addCuda(OrtSession.SessionOptions options, Device.Cuda cuda) {
        try {
            options.addCUDA(cuda.id());
        } catch (OrtException e) {
            throw new DeviceException(
                    cuda + " cannot be used: " + e.getMessage()
                            + ". It needs com.microsoft.onnxruntime:onnxruntime_gpu in "
                            + "place of onnxruntime, an NVIDIA driver, CUDA 12 and cuDNN 9; else choose cpu",
                    e);
        }
    }

    private static OrtSession session(
            OrtEnvironment environment, OrtSession.SessionOptions options, Model model, long mostInMemory)
            throws OrtException {
        long bytes = external(model).values().stream()
                .mapToLong(data -> data.bytes().size())
                .sum();
        return bytes <= mostInMemory ? fromMemory(environment, options, model) : fromFile(environment, options, model);
    }

    /** The runtime copies the weights while the session is made, so that ours can be freed after it. */
    private static OrtSession fromMemory(OrtEnvironment environment, OrtSession.SessionOptions options, Model model)
            throws OrtException {
        Map<String, OnnxTensorLike> weights = new LinkedHashMap<>();
        try {
            for (Map.Entry<Tensor, TensorData.External> weight : external(model).entrySet()) {
                weights.put(weight.getKey().name(), tensor(environment, weight.getKey(), weight.getValue()));
            }
            options.addExternalInitializers(weights);
            return environment.createSession(OnnxWriter.toBytes(model), options);
        } finally {
            weights.values().forEach(OnnxTensorLike::close);
        }
    }

    /** Large networks go through a file that the runtime maps, which takes no memory of ours. It is gone afterwards. */
    private static OrtSession fromFile(OrtEnvironment environment, OrtSession.SessionOptions options, Model model)
            throws OrtException {
        try {
            Path folder = Files.createTempDirectory("onnxnet");
            Path file = folder.resolve("model.onnx");
            try {
                OnnxWriter.write(model, file);
                return environment.createSession(file.toString(), options);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static Map<Tensor, TensorData.External> external(Model model) {
        Map<Tensor, TensorData.External> found = new LinkedHashMap<>();
        for (Tensor tensor : model.graph().initializers()) {
            if (tensor.data() instanceof TensorData.External data) {
                found.put(tensor, data);
            }
        }
        return found;
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Tensor tensor, TensorData.External data)
            throws OrtException {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(Math.toIntExact(data.bytes().size())).order(ByteOrder.nativeOrder());
        try (OutputStream out = new BufferOutput(buffer)) {
            data.bytes().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.flip();
        return OnnxTensor.createTensor(environment, buffer, tensor.shape().toLongs(), javaType(tensor.elementType()));
    }

    private static OnnxJavaType javaType(ElementType type) {
        return switch (type) {
            case FLOAT -> OnnxJavaType.FLOAT;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case INT8 -> OnnxJavaType.INT8;
            default -> throw new IllegalArgumentException("no weights of type " + type);
        };
    }

    private static final class BufferOutput extends OutputStream {
        private final ByteBuffer buffer;

        BufferOutput(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public void write(int value) {
            buffer.put((byte) value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            buffer.put(bytes, offset, length);
        }
    }
}
