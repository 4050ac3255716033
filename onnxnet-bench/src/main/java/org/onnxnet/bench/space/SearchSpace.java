package org.onnxnet.bench.space;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.network.TracedNetwork;

/**
 * A set of architectures, each with a published text form and a network. Implementations are immutable and safe to share
 * between threads.
 *
 * @param <A> an architecture, an immutable value with {@code equals}
 */
public interface SearchSpace<A> {
    /** The short name, in lower case: {@code nasbench201}. */
    String name();

    /** One line that says what it is. */
    String description();

    /**
     * Reads the text form, or the {@link #key} of an architecture.
     *
     * @throws BenchException if the text is malformed or its architecture is not in the space
     */
    A parse(String text);

    /** The text form, the published one where there is one; {@link #parse} reads the same architecture back. */
    String format(A architecture);

    /** What tables of accuracies call the architecture; {@link #parse} reads it too. */
    default String key(A architecture) {
        return format(architecture);
    }

    /**
     * Refuses an architecture that the type can hold but the space does not.
     *
     * @throws BenchException if the architecture is not in the space
     */
    void validate(A architecture);

    /** An architecture of the space, each equally likely unless the space says otherwise. */
    A sample(RandomGenerator random);

    /** Architectures without end, each as {@link #sample} draws it; the same seed gives the same ones. */
    default Stream<A> samples(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return Stream.generate(() -> sample(random));
    }

    /** All architectures of the space that differ from one by a single edit, in a fixed order, without itself. */
    Stream<A> neighbours(A architecture);

    /**
     * One of the {@link #neighbours}, each equally likely.
     *
     * @throws BenchException if there is none
     */
    default A mutate(A architecture, RandomGenerator random) {
        List<A> all = neighbours(architecture).toList();
        if (all.isEmpty()) {
            throw new BenchException(format(architecture) + " has no neighbour in " + name());
        }
        return all.get(random.nextInt(all.size()));
    }

    /** A text that is equal for architectures whose graphs are isomorphic. */
    String canonicalForm(A architecture);

    /** The options of the publication. */
    NetworkOptions defaults();

    /** What may end a network ({@link NetworkOptions#head}), the default first. */
    default List<String> heads() {
        return List.of("logits");
    }

    /**
     * Describes the network of an architecture layer by layer. Callers want {@link #toGraph} or {@link #trace}.
     *
     * @param options with a head of this space
     * @throws BenchException if the options do not fit the space
     */
    void describe(A architecture, NetworkOptions options, NetworkBuilder net);

    /**
     * The network of an architecture before it is simplified, to ask for its parameters.
     *
     * @throws BenchException if the architecture is not in the space, or the options do not fit it
     */
    default TracedNetwork trace(A architecture, NetworkOptions options) {
        validate(architecture);
        if (!heads().contains(options.head())) {
            throw new BenchException(name() + " has no head '" + options.head() + "', wanted one of " + heads());
        }
        return NetworkBuilder.build(options, net -> describe(architecture, options, net));
    }

    /**
     * The network of an architecture as the published code exports it and onnx-simplifier leaves it.
     *
     * @throws BenchException if the architecture is not in the space, or the options do not fit it
     */
    default OnnxGraph toGraph(A architecture, NetworkOptions options) {
        return trace(architecture, options).toGraph();
    }

    /** The network of an architecture with the options of the publication. */
    default OnnxGraph toGraph(A architecture) {
        return toGraph(architecture, defaults());
    }
}
