package org.onnxnet.predictor.feature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;

/**
 * A figure of a network that says something about how well it will do. After GRAF (Kadlecova et al. 2024), but read off any
 * ONNX network and not off the cell of one search space: costs, counts of layers, shortest, longest and mean paths in terms
 * of some layers, forks and joins, and which kind of layer feeds which.
 *
 * @param name unique, for reports and files
 * @param value of a network; sizes as logarithms, everything else as it is counted
 * @see <a href="https://arxiv.org/abs/2406.12387">Surprisingly Strong Performance Prediction with Neural Graph Features</a>
 */
record Feature(String name, ToDoubleFunction<Anatomy> value) {
    /** All features, in the order of {@link #of}. */
    static final List<Feature> ALL = List.copyOf(all());

    /** Which of {@link #ALL} say what lies on the paths of a network. They mean much the same in spaces that look different. */
    static final Set<Integer> PATHS = paths();

    /** The features of one network. */
    static float[] of(OnnxGraph network) {
        Anatomy anatomy = Anatomy.of(network);
        float[] values = new float[ALL.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ALL.get(i).value().applyAsDouble(anatomy);
        }
        return values;
    }

    private static Set<Integer> paths() {
        Set<String> names = new HashSet<>(List.of("count of conv", "count of pointwise conv", "log paths"));
        for (LayerGroup group : List.of(LayerGroup.SPATIAL, LayerGroup.WEIGHTED, LayerGroup.POOL, LayerGroup.WORK)) {
            names.addAll(List.of("fewest " + group.label(), "most " + group.label(), "mean " + group.label()));
        }
        return IntStream.range(0, ALL.size())
                .filter(i -> names.contains(ALL.get(i).name()))
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Feature> all() {
        List<Feature> features = new ArrayList<>();
        features.add(new Feature(
                "log params",
                a -> Math.log1p((double) a.statistics().parameters().value())));
        features.add(new Feature(
                "log macs", a -> Math.log1p((double) a.statistics().macs().value())));
        features.add(new Feature(
                "log activations",
                a -> Math.log1p((double) a.statistics().activations().value())));
        features.add(new Feature("depth", a -> a.statistics().depth()));
        features.add(new Feature("width", a -> a.statistics().width()));
        features.add(new Feature("nodes", a -> a.statistics().nodes()));
        for (LayerKind kind : LayerKind.values()) {
            features.add(new Feature("count of " + kind.label(), a -> a.layers().count(kind)));
        }
        for (LayerGroup group : LayerGroup.values()) {
            String label = group.label();
            features.add(new Feature("fewest " + label, a -> a.path(group).fewest()));
            features.add(new Feature("most " + label, a -> a.path(group).most()));
            features.add(new Feature("mean " + label, a -> a.path(group).mean()));
            features.add(new Feature("deviation of " + label, a -> a.path(group).deviation()));
        }
        features.add(new Feature("log paths", a -> PathLengths.logCount(a.wiring())));
        features.add(new Feature("layers", a -> a.wiring().size()));
        features.add(new Feature("wires", a -> a.wiring().wires()));
        features.add(new Feature("forks", a -> a.wiring().forks()));
        features.add(new Feature("most readers", a -> a.wiring().mostReaders()));
        features.add(new Feature("widest join", a -> a.wiring().widestJoin()));
        for (LayerKind from : LayerKind.values()) {
            for (LayerKind to : LayerKind.values()) {
                if (!from.isAttachment() && !to.isAttachment()) {
                    features.add(new Feature(
                            from.label() + " to " + to.label(), a -> a.wiring().wires(from, to)));
                }
            }
        }
        return features;
    }
}
