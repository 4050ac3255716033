package org.onnxnet.predictor.feature;

import java.util.EnumMap;
import java.util.Map;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.NetworkStatistics;
import org.onnxnet.simplify.SimplifyMode;

/**
 * What features are read off: a network taken apart, each part once.
 *
 * @param written figures of the network as it was given
 * @param live figures of its CANONICAL form
 * @param layers all layers of that form
 * @param wiring its wiring ({@link LayerGraph#wiring})
 * @param paths lengths of the paths through the wiring, by what is counted
 */
record Anatomy(
        NetworkStatistics written,
        NetworkStatistics live,
        LayerGraph layers,
        LayerGraph wiring,
        Map<LayerGroup, PathLengths> paths) {

    static Anatomy of(OnnxGraph network) {
        OnnxGraph canonical = network.simplify(SimplifyMode.CANONICAL);
        LayerGraph layers = LayerGraph.of(canonical);
        LayerGraph wiring = layers.wiring();
        Map<LayerGroup, PathLengths> paths = new EnumMap<>(LayerGroup.class);
        for (LayerGroup group : LayerGroup.values()) {
            paths.put(group, PathLengths.of(wiring, group::contains));
        }
        return new Anatomy(network.statistics(), canonical.statistics(), layers, wiring, paths);
    }

    /** The parameters that nothing depends on. */
    double deadParameters() {
        return Math.max(
                0.0, written.parameters().value() - (double) live.parameters().value());
    }

    PathLengths path(LayerGroup group) {
        return paths.getOrDefault(group, PathLengths.NONE);
    }
}
