package org.onnxnet.simplify;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.onnxnet.graph.Model;
import org.onnxnet.io.OnnxReader;
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
 * Simplifies an export of BERT, 16 heads and 1024 wide, in memory ({@code bert:36} has 36 layers, about 4,000 nodes), or a file
 * ({@code -p network=densenet121.onnx}).
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SimplifyBenchmark {
    private static final int HEADS = 16;
    private static final int HIDDEN = 1024;
    private static final int RUNS = 11;

    @Param({"bert:12", "bert:36"})
    public String network = "bert:1";

    @Param({"LOSSLESS", "CANONICAL"})
    public SimplifyMode mode = SimplifyMode.LOSSLESS;

    private Model model = BertExport.of(1, HEADS, HIDDEN);

    @Setup
    public void load() throws IOException {
        model = network.startsWith("bert:")
                ? BertExport.of(Integer.parseInt(network.substring("bert:".length())), HEADS, HIDDEN)
                : OnnxReader.read(Path.of(network));
    }

    /** The first model that a fresh JVM simplifies: class loading and interpreted code. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public Simplification first() {
        return Simplifier.of(mode).simplify(model);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(1)
    @Warmup(iterations = 10, time = 2)
    @Measurement(iterations = 5, time = 2)
    public Simplification warm() {
        return Simplifier.of(mode).simplify(model);
    }

    /** Beside the wall time: the processor time of the thread, which says more where other work goes on. */
    @TearDown
    @SuppressWarnings("SystemOut") // a benchmark reports
    public void report() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] nanos = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            Simplifier.of(mode).simplify(model);
            nanos[i] = threads.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(nanos);
        SimplificationReport report = Simplifier.of(mode).simplify(model).report();
        System.out.printf(
                "%n%s, %s: %d -> %d nodes, %d ms of processor time%n",
                network, mode, report.nodesBefore(), report.nodesAfter(), nanos[RUNS / 2] / 1_000_000);
    }
}
