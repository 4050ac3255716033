package org.onnxnet.bench.diversity;

import java.util.List;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.space.SearchSpace;

/**
 * The operators of networks of one space, as {@code SearchSpace.toGraph} makes them: what ONNX-Bench holds.
 *
 * @param space its name
 * @param networks one entry a network, in the order they were drawn
 */
public record SpaceSample(String space, List<OperatorCounts> networks) {
    public SpaceSample {
        networks = List.copyOf(networks);
    }

    /**
     * Draws architectures uniformly, with repetition, and builds them on all processors. The same seed gives the same
     * sample.
     *
     * @param n how many, 1 or more
     * @param built runs after each network, on any thread, to show progress
     */
    public static <A> SpaceSample draw(SearchSpace<A> space, int n, long seed, Runnable built) {
        if (n < 1) {
            throw new BenchException("the sample of " + space.name() + " has " + n + " networks, wanted 1 or more");
        }
        List<A> architectures = space.samples(seed).limit(n).toList();
        List<OperatorCounts> networks = architectures.parallelStream()
                .map(architecture -> {
                    OperatorCounts counts = OperatorCounts.of(space.toGraph(architecture));
                    built.run();
                    return counts;
                })
                .toList();
        return new SpaceSample(space.name(), networks);
    }

    /** All networks in one. */
    public OperatorCounts pooled() {
        return OperatorCounts.pooled(networks);
    }

    /** The mean Jensen-Shannon divergence over all pairs of networks, in bits. */
    public double divergenceWithin() {
        return Divergence.within(networks);
    }

    /** The Jensen-Shannon divergence of the pooled samples of two spaces, in bits. */
    public double divergenceFrom(SpaceSample other) {
        return Divergence.between(pooled(), other.pooled());
    }

    /** Node counts of the networks. */
    public Distribution nodes() {
        return Distribution.of(
                networks.stream().mapToDouble(OperatorCounts::total).toArray());
    }

    @Override
    public String toString() {
        return networks.size() + " networks of " + space;
    }
}
