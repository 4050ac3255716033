package org.onnxnet.predictor.feature;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.simplify.SimplifyMode;

/**
 * What features are read off: the CANONICAL form of a network taken apart, each part once. What the file says beyond that form
 * is not looked at, so that all files of a network have the same features.
 *
 * @param statistics its figures
 * @param layers all its layers
 * @param wiring their wiring ({@link LayerGraph#wiring})
 * @param paths lengths of the paths through the wiring, by what is counted
 */
record Anatomy(NetworkStatistics statistics, LayerGraph layers, LayerGraph wiring, Map<LayerGroup, PathLengths> paths) {

    static Anatomy of(OnnxGraph network) {
        OnnxGraph canonical = network.simplify(SimplifyMode.CANONICAL);
        LayerGraph layers = LayerGraph.of(canonical);
        LayerGraph wiring = layers.wiring();
        Map<LayerGroup, PathLengths> paths = new EnumMap<>(LayerGroup.class);
        for (LayerGroup group : LayerGroup.values()) {
            paths.put(group, PathLengths.of(wiring, group::contains));
        }
        return new Anatomy(canonical.statistics(), layers, wiring, paths);
    }

    PathLengths path(LayerGroup group) {
        return Objects.requireNonNull(paths.get(group), group::label);
    }
}
