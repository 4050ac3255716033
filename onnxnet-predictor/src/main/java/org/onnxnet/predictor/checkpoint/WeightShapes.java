package org.onnxnet.predictor.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the weights of a network by name, in order. */
final class WeightShapes {
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    void add(String name, long... shape) {
        shapes.put(name, Arrays.stream(shape).boxed().toList());
    }

    void linear(String name, long out, long in, boolean bias) {
        add(name + ".weight", out, in);
        if (bias) {
            add(name + ".bias", out);
        }
    }

    void norm(String name, long width, boolean bias) {
        add(name + ".weight", width);
        if (bias) {
            add(name + ".bias", width);
        }
    }

    Map<String, List<Long>> toMap() {
        return shapes;
    }
}
