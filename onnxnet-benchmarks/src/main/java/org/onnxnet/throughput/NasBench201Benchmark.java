package org.onnxnet.throughput;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.space.nasbench201.NasBench201;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.simplify.SimplifyMode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The networks of NAS-Bench-201: built, simplified in CANONICAL mode, written in the COMPLETE dialect with all components. The
 * heap is small on purpose: nothing of a network may stay.
 */
@State(Scope.Thread)
@Fork(value = 1, jvmArgs = "-Xmx256m")
public class NasBench201Benchmark {
    /** Steps through the space so that neighbours in time differ; it shares no factor with their number. */
    private static final int STRIDE = 7919;

    private final NasBench201 space = new NasBench201();
    private final Encoder encoder = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE);
    private long index;

    private OnnxGraph next() {
        index = (index + STRIDE) % space.count();
        return space.toGraph(space.architecture(index));
    }

    private int characters(OnnxGraph network) {
        return encoder.encode(network.simplify(SimplifyMode.CANONICAL)).text().length();
    }

    /** One network, on one thread. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 5, time = 2)
    @Measurement(iterations = 5, time = 2)
    public int network() {
        return characters(next());
    }

    /** Only building. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    @Warmup(iterations = 5, time = 2)
    @Measurement(iterations = 5, time = 2)
    public OnnxGraph build() {
        return next();
    }

    /** All 15,625 networks, on all processors. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public long wholeSpace() {
        return LongStream.range(0, space.count())
                .parallel()
                .map(i -> characters(space.toGraph(space.architecture(i))))
                .sum();
    }
}
