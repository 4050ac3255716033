package org.onnxnet.predictor.feature;

import java.util.List;
import org.onnxnet.OnnxGraph;

/** What a {@link FeatureModel} knows of a network: numbers that are counted, not learned. */
public final class Features {
    private Features() {}

    /** What the numbers are, in order. */
    public static List<String> names() {
        return Feature.ALL.stream().map(Feature::name).toList();
    }

    /**
     * The features of a network, the same for all files of it.
     *
     * @return one number for each of {@link #names}, a new array; sizes that are unknown count as what is known of them
     * @throws org.onnxnet.graph.OnnxNetException if the network cannot be worked on
     */
    public static float[] of(OnnxGraph network) {
        return Feature.of(network);
    }
}
