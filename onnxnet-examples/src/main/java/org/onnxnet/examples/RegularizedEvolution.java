package org.onnxnet.examples;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.onnxnet.bench.space.SearchSpace;

/**
 * Regularised evolution (Real et al. 2019): the best of a few members of the population has a child, and the oldest member
 * dies. Here a parent may have several children at once, of which a cheap predictor picks the one whose accuracy is looked
 * up. What was looked up is not looked up again.
 *
 * @param <A> an architecture
 */
final class RegularizedEvolution<A> {
    private static final int POPULATION = 20;
    private static final int TOURNAMENT = 5;
    /** How often children that are all known are drawn again before a newcomer takes their place. */
    private static final int ATTEMPTS = 20;

    private final SearchSpace<A> space;
    private final ToDoubleFunction<A> accuracy;
    private final RandomGenerator random;
    private final int children;
    private final Function<List<A>, A> pick;

    private final Deque<A> population = new ArrayDeque<>();
    private final Map<A, Double> known = new LinkedHashMap<>();

    /**
     * @param accuracy what a look-up gives, higher is better
     * @param children how many a parent has at once, 1 for the published algorithm
     * @param pick the child to look up
     */
    RegularizedEvolution(
            SearchSpace<A> space,
            ToDoubleFunction<A> accuracy,
            RandomGenerator random,
            int children,
            Function<List<A>, A> pick) {
        this.space = space;
        this.accuracy = accuracy;
        this.random = random;
        this.children = children;
        this.pick = pick;
    }

    /** Looks up so many architectures and gives them with their accuracies, in the order of the look-ups. */
    Map<A, Double> run(int lookUps) {
        while (known.size() < lookUps) {
            lookUp(known.size() < POPULATION ? newcomer() : child(parent()));
            if (population.size() > POPULATION) {
                population.remove();
            }
        }
        return known;
    }

    private void lookUp(A architecture) {
        known.put(architecture, accuracy.applyAsDouble(architecture));
        population.add(architecture);
    }

    private A parent() {
        List<A> members = List.copyOf(population);
        return Stream.generate(() -> members.get(random.nextInt(members.size())))
                .limit(TOURNAMENT)
                .max(Comparator.comparingDouble(known::get))
                .orElseThrow();
    }

    private A child(A parent) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<A> unknown = unknown(() -> space.mutate(parent, random));
            if (!unknown.isEmpty()) {
                return pick.apply(unknown);
            }
        }
        return newcomer();
    }

    private A newcomer() {
        List<A> unknown = List.of();
        while (unknown.isEmpty()) {
            unknown = unknown(() -> space.sample(random));
        }
        return pick.apply(unknown);
    }

    private List<A> unknown(Supplier<A> source) {
        return Stream.generate(source)
                .limit(children)
                .filter(architecture -> !known.containsKey(architecture))
                .distinct()
                .toList();
    }
}
