package org.onnxnet.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Loads a model of about 300 MB: 100 layers, each with a weight of 3 MiB and a bias of 3 KiB. It lies in the package of
 * the reader to count the bytes that a load looks at. {@code scripts/compare-load.py} runs it beside Python.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoadBenchmark {
    private static final int LAYERS = 100;
    private static final int ROWS = 1024;
    private static final int COLUMNS = 768;

    /** Written if it is not there. */
    @Param("target/load-300MB.onnx")
    public String file = "";

    @Setup
    public void write() throws IOException {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.exists(path)) {
            Files.createDirectories(path.getParent());
            OnnxWriter.write(model(), path);
        }
    }

    /** The first load of a fresh JVM: class loading and interpreted code, the file in the page cache. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public Model first() throws IOException {
        return OnnxReader.read(Path.of(file));
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(1)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public Model warm() throws IOException {
        return OnnxReader.read(Path.of(file));
    }

    @TearDown
    @SuppressWarnings("SystemOut") // a benchmark reports
    public void count() throws IOException {
        Path path = Path.of(file);
        try (FileChannel channel = FileChannel.open(path)) {
            Counting input = new Counting(new MappedInput(channel, channel.size()));
            OnnxReader.read(input, new FileStore(path, FileStamp.of(path)), file);
            System.out.printf("%nbytes touched: %d of %d%n", input.touched, input.size());
        }
    }

    private static Model model() {
        return GraphBuilder.model(17, g -> {
            String value = g.input("x", ElementType.FLOAT, 1, ROWS);
            for (int layer = 0; layer < LAYERS; layer++) {
                boolean isEven = layer % 2 == 0;
                int from = isEven ? ROWS : COLUMNS;
                int to = isEven ? COLUMNS : ROWS;
                String weight = g.initializer(random("layer" + layer + ".weight", layer, from, to));
                String bias = g.initializer(random("layer" + layer + ".bias", -layer, to));
                value = g.op("Relu", List.of(g.op("Add", List.of(g.op("MatMul", List.of(value, weight)), bias))));
            }
            g.output(value, ElementType.FLOAT, 1, ROWS);
        });
    }

    private static Tensor random(String name, long seed, long... dims) {
        Shape shape = Shape.of(dims);
        int size = Math.toIntExact(shape.elementCount() * Float.BYTES);
        return Tensor.ofRaw(name, ElementType.FLOAT, shape, ByteSource.computed(size, () -> {
            byte[] bytes = new byte[size];
            new Random(seed).nextBytes(bytes);
            return Bytes.wrap(bytes);
        }));
    }

    private static final class Counting implements Input {
        private final Input input;
        private long touched;

        Counting(Input input) {
            this.input = input;
        }

        @Override
        public long size() {
            return input.size();
        }

        @Override
        public byte at(long position) {
            touched++;
            return input.at(position);
        }

        @Override
        public byte[] copy(long position, int length) {
            touched += length;
            return input.copy(position, length);
        }
    }
}
