package org.onnxnet.cli.experiment;

import java.util.List;
import java.util.stream.Stream;
import org.onnxnet.bench.space.SearchSpaces;

/**
 * Random networks of several search spaces for which nothing was measured, or is taken to be: a teacher says what they are worth.
 *
 * @param groups networks that compare with each other
 */
record TeachingNetworks(List<Group> groups) {
    static final int LEAST = 150;

    /**
     * Networks that compare with each other.
     *
     * @param family of their space, as in {@link TrainingSpace}
     */
    record Group(String name, String family, List<CountedNetwork> networks) {}

    /** What there is to draw: cells at their published size and at others, so that a width or depth says nothing by itself. */
    private enum Source {
        RANDOM_CELLS("random-cells", "random-cells", 31, false),
        NASBENCH_101("nasbench101", "nasbench101", 12, true),
        TRANSNAS_MICRO("transnas-micro", "nasbench201", 15, false),
        TRANSNAS_MICRO_OF_ANY_WIDTH("transnas-micro", "nasbench201", 8, true),
        TRANSNAS_MACRO("transnas-macro", "transnas-macro", 6, false),
        NASBENCH_MACRO("nasbench-macro", "nasbench-macro", 8, false),
        NATS_SIZE("nats-size", "nats-size", 6, false),
        PLAIN("metaqnn", "metaqnn", 6, false),
        NASBENCH_301("nasbench301", "darts", 4, true),
        DARTS("darts", "darts", 4, true);

        private final String space;
        private final String family;
        private final int percent;
        private final boolean anyWidth;

        Source(String space, String family, int percent, boolean anyWidth) {
            this.space = space;
            this.family = family;
            this.percent = percent;
            this.anyWidth = anyWidth;
        }

        Group sample(int total, long seed) {
            int count = Math.toIntExact((long) total * percent / 100);
            List<CountedNetwork> networks = anyWidth
                    ? RandomNetworks.ofAnyWidth(SearchSpaces.named(space), count, seed)
                    : RandomNetworks.ofDefaultSize(SearchSpaces.named(space), count, seed);
            return new Group(anyWidth ? space + " of any width" : space, family, networks);
        }
    }

    /** @param total the most of all groups together, {@value #LEAST} or more, so that each has what to compare */
    static TeachingNetworks sample(int total, long seed) {
        return new TeachingNetworks(Stream.of(Source.values())
                .map(source -> source.sample(total, seed))
                .toList());
    }

    /** Those of other families. Random cells always stay: one of them is hardly ever an architecture of another space. */
    TeachingNetworks without(String family) {
        return new TeachingNetworks(
                groups.stream().filter(group -> !group.family().equals(family)).toList());
    }
}
