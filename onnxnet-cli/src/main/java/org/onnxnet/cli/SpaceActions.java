package org.onnxnet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.CanonicalText;
import org.onnxnet.bench.network.Digest;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;
import org.onnxnet.bench.space.SearchSpace;

/** What {@code onnxnet space} does with one space. */
final class SpaceActions<A> {
    /** Networks that are described at once before they are printed or digested in order. */
    private static final long BATCH = 512;

    private final SearchSpace<A> space;
    private final PrintWriter out;

    SpaceActions(SearchSpace<A> space, PrintWriter out) {
        this.space = space;
        this.out = out;
    }

    void count() {
        out.println(finite().count());
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

    /** @param head empty for that of the space */
    void export(String text, Path file, String head) throws IOException {
        NetworkOptions options =
                head.isEmpty() ? space.defaults() : space.defaults().withHead(head);
        space.toGraph(space.parse(text), options).save(file);
    }

    void digest(List<String> texts, boolean full) {
        if (!texts.isEmpty()) {
            texts.stream().map(text -> canonicalText(space.parse(text))).forEachOrdered(text -> {
                if (full) {
                    out.print(text);
                } else {
                    out.println(Digest.of(text));
                }
            });
        } else if (full) {
            allTexts().forEachOrdered(out::print);
        } else {
            out.println(Digest.ofAll(allTexts()));
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
        return CanonicalText.of(space.toGraph(architecture));
    }

    private void print(Stream<A> architectures) {
        architectures.map(space::format).forEachOrdered(out::println);
    }

    private FiniteSpace<A> finite() {
        if (space instanceof FiniteSpace<A> finite) {
            return finite;
        }
        throw new BenchException("the architectures of " + space.name()
                + " are not numbered, wanted sample, mutate, export or " + "digest ARCH");
    }
}
