package org.onnxnet.cli.space;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.label.OnnxBenchFolder;
import org.onnxnet.bench.network.CanonicalText;
import org.onnxnet.bench.network.Digest;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.network.TracedNetwork;
import org.onnxnet.bench.space.FiniteSpace;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.cli.output.Json;

/** What {@code onnxnet space} does with one space and its networks. */
final class SpaceActions<A> {
    /** Networks that are described at once before they are printed or digested in order. */
    private static final long BATCH = 512;

    private final SearchSpace<A> space;
    private final NetworkOptions options;
    private final PrintWriter out;
    private final boolean json;

    private SpaceActions(SearchSpace<A> space, NetworkOptions options, PrintWriter out, boolean json) {
        this.space = space;
        this.options = options;
        this.out = out;
        this.json = json;
    }

    static <A> SpaceActions<A> of(SearchSpace<A> space, MacroOptions macro, long seed, PrintWriter out, boolean json) {
        return new SpaceActions<>(space, macro.applyTo(space.defaults(), seed), out, json);
    }

    void count() {
        long count = finite().count();
        print(Json.object().put("space", space.name()).put("count", count), Long.toString(count));
    }

    void enumerate(long most) {
        print(finite().enumerate().limit(most));
    }

    void sample(long n, long seed) {
        print(space.samples(seed).limit(n));
    }

    void mutate(String text, long n, long seed) {
        A architecture = space.parse(text);
        RandomGenerator random = new SplittableRandom(seed);
        print(Stream.generate(() -> space.mutate(architecture, random)).limit(n));
    }

    /** @param accuracies that the file says its own of; null for none */
    void export(String text, Path file, @Nullable Labels accuracies) throws IOException {
        A architecture = space.parse(text);
        TracedNetwork network = space.trace(architecture, options);
        OnnxGraph graph = network.toGraph();
        if (accuracies != null) {
            graph = OnnxBenchFolder.withAccuracy(graph, accuracies.get(space.key(architecture)));
        }
        graph.save(file);
        if (json) {
            out.println(Json.line(describe(architecture)
                    .put("file", file.toString())
                    .put("nodes", graph.nodes().size())
                    .put("parameters", network.parameters())
                    .put("macs", network.macs())));
        }
    }

    void digest(List<String> texts, boolean full) {
        if (!texts.isEmpty()) {
            texts.stream().map(space::parse).forEachOrdered(architecture -> digest(architecture, full));
        } else if (full) {
            allTexts().forEachOrdered(out::print);
        } else {
            String digest = Digest.ofAll(allTexts());
            print(Json.object().put("space", space.name()).put("digest", digest), digest);
        }
    }

    private void digest(A architecture, boolean full) {
        String text = canonicalText(architecture);
        if (!full) {
            print(describe(architecture).put("digest", Digest.of(text)), Digest.of(text));
        } else if (json) {
            out.println(Json.line(describe(architecture).put("text", text)));
        } else {
            out.print(text);
        }
    }

    private Stream<String> allTexts() {
        FiniteSpace<A> finite = finite();
        long count = finite.count();
        return LongStream.rangeClosed(0, (count - 1) / BATCH).boxed().flatMap(batch -> {
            long first = batch * BATCH;
            return LongStream.range(first, Math.min(count, first + BATCH))
                    .parallel()
                    .mapToObj(index -> canonicalText(finite.architecture(index)))
                    .toList()
                    .stream();
        });
    }

    private String canonicalText(A architecture) {
        return CanonicalText.of(space.toGraph(architecture, options));
    }

    private void print(Stream<A> architectures) {
        architectures.forEachOrdered(
                architecture -> out.println(json ? Json.line(describe(architecture)) : space.format(architecture)));
    }

    private ObjectNode describe(A architecture) {
        return Json.object().put("architecture", space.format(architecture)).put("key", space.key(architecture));
    }

    private void print(ObjectNode line, String text) {
        out.println(json ? Json.line(line) : text);
    }

    private FiniteSpace<A> finite() {
        if (space instanceof FiniteSpace<A> finite) {
            return finite;
        }
        throw new BenchException("the architectures of " + space.name()
                + " are not numbered, wanted sample, mutate, export or digest ARCH");
    }
}
