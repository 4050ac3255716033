package org.onnxnet.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.onnxnet.bench.label.LabelFiles;
import org.onnxnet.bench.label.LabelTable;
import org.onnxnet.bench.plot.Curve;
import org.onnxnet.bench.plot.CurveFigure;
import org.onnxnet.bench.plot.Figure;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.predictor.Predictor;

/**
 * Searches NAS-Bench-201 by random search, by regularised evolution, and by regularised evolution in which a predictor picks
 * among children, each with the same number of look-ups of the validation accuracy, and draws what they find.
 *
 * <p>The bundled model has seen accuracies of NAS-Bench-201; for a figure of a space that is new to the predictor give a
 * model that was trained elsewhere.
 */
public final class SearchNasBench201 {
    private static final int CHILDREN = 10;

    private SearchNasBench201() {}

    /** {@code DATA OUT [MODEL]}: the folder of {@code nasbench201.csv}, a folder for the figure, and a model directory. */
    public static void main(String[] args) throws IOException {
        if (args.length < 2 || args.length > 3) {
            throw new IllegalArgumentException("wanted DATA OUT [MODEL], found " + Arrays.toString(args));
        }
        try (Predictor predictor = args.length == 3 ? Predictor.load(Path.of(args[2])) : Predictor.bundled()) {
            run(SearchSpaces.named("nasbench201"), Path.of(args[0]), predictor, 50, 200, System.out)
                    .save(Path.of(args[1]), "search-nasbench201");
        }
    }

    static <A> Figure run(SearchSpace<A> space, Path data, Predictor predictor, int runs, int lookUps, PrintStream out)
            throws IOException {
        LabelTable table = LabelFiles.read(space.name(), data);
        ToDoubleFunction<A> valid = a -> table.labels("cifar10_valid").get(space.key(a));
        ToDoubleFunction<A> test = a -> table.labels("cifar10_test").get(space.key(a));
        Map<A, Double> scores = new HashMap<>();
        ToDoubleFunction<A> score = a -> scores.computeIfAbsent(a, each -> predictor.score(space.toGraph(each)));

        List<Curve> curves = new ArrayList<>();
        out.printf("cifar10_test of the best by cifar10_valid, mean of %d runs, by look-ups%n", runs);
        for (Strategy strategy : Strategy.values()) {
            double[] mean = new double[lookUps];
            for (int seed = 0; seed < runs; seed++) {
                double[] found = bestSoFar(strategy.search(space, valid, score, seed, lookUps), test);
                Arrays.setAll(mean, i -> mean[i] + found[i] / runs);
            }
            curves.add(new Curve(
                    strategy.title,
                    IntStream.rangeClosed(1, lookUps).asDoubleStream().toArray(),
                    mean));
            out.printf(
                    Locale.ROOT,
                    "%s: %.2f after %d, %.2f after %d%n",
                    strategy.title,
                    mean[lookUps / 4 - 1],
                    lookUps / 4,
                    mean[lookUps - 1],
                    lookUps);
        }
        return CurveFigure.of(
                "Search of " + space.name() + ", predictor: " + predictor.name(),
                "accuracies looked up",
                "CIFAR-10 test accuracy in percent",
                curves);
    }

    private enum Strategy {
        RANDOM("random search"),
        EVOLUTION("regularised evolution"),
        GUIDED("regularised evolution, guided");

        private final String title;

        Strategy(String title) {
            this.title = title;
        }

        /** The accuracies that were looked up, in order. */
        <A> Map<A, Double> search(
                SearchSpace<A> space, ToDoubleFunction<A> valid, ToDoubleFunction<A> score, long seed, int lookUps) {
            SplittableRandom random = new SplittableRandom(seed);
            Function<List<A>, A> best = children ->
                    children.stream().max(Comparator.comparingDouble(score)).orElseThrow();
            return switch (this) {
                case RANDOM -> {
                    Map<A, Double> found = new LinkedHashMap<>();
                    while (found.size() < lookUps) {
                        found.computeIfAbsent(space.sample(random), valid::applyAsDouble);
                    }
                    yield found;
                }
                case EVOLUTION ->
                    new RegularizedEvolution<>(space, valid, random, 1, children -> children.get(0)).run(lookUps);
                case GUIDED -> new RegularizedEvolution<>(space, valid, random, CHILDREN, best).run(lookUps);
            };
        }
    }

    /** After each look-up the test accuracy of the one that was best by validation until then. */
    private static <A> double[] bestSoFar(Map<A, Double> lookedUp, ToDoubleFunction<A> test) {
        double[] found = new double[lookedUp.size()];
        double best = Double.NEGATIVE_INFINITY;
        double shown = 0;
        int i = 0;
        for (Map.Entry<A, Double> each : lookedUp.entrySet()) {
            if (each.getValue() > best) {
                best = each.getValue();
                shown = test.applyAsDouble(each.getKey());
            }
            found[i++] = shown;
        }
        return found;
    }
}
