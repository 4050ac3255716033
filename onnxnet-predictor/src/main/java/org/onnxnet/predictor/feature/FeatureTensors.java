package org.onnxnet.predictor.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.onnxnet.predictor.checkpoint.DType;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.checkpoint.Safetensors;
import org.onnxnet.predictor.checkpoint.SafetensorsWriter;

/** A {@link FeatureRegressor} as {@code model.safetensors}: floats only, in which numbers of nodes and features are exact. */
final class FeatureTensors {
    static final String FILE = "model.safetensors";

    /** The largest whole number up to which a float holds all. */
    private static final int MAX_NODES = 1 << 24;

    private final Path file;
    private final Safetensors tensors;

    private FeatureTensors(Path file, Safetensors tensors) {
        this.file = file;
        this.tensors = tensors;
    }

    static void write(Path directory, Scale scale, Forest forest, GaussianProcess process, float mean, float deviation)
            throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter(DType.F32);
        add(writer, "label", new float[] {mean, deviation});
        add(writer, "scale.columns", floats(scale.columns()));
        add(writer, "scale.means", scale.means());
        add(writer, "scale.deviations", scale.deviations());
        add(writer, "forest.sizes", floats(forest.sizes()));
        add(writer, "forest.features", floats(forest.features()));
        add(writer, "forest.thresholds", forest.thresholds());
        add(writer, "forest.left", floats(forest.left()));
        int width = scale.columns().length;
        float[][] points = process.points();
        writer.add("process.points", new long[] {points.length, width}, () -> joined(points, width));
        add(writer, "process.weights", process.weights());
        writer.write(directory.resolve(FILE));
    }

    private static void add(SafetensorsWriter writer, String name, float[] values) {
        writer.add(name, new long[] {values.length}, () -> values);
    }

    static FeatureRegressor read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        return new FeatureTensors(file, Safetensors.open(file)).read();
    }

    private FeatureRegressor read() throws IOException {
        float[] label = tensors.floats("label");
        require(label.length == 2, "label has " + label.length + " elements, wanted 2");
        Scale scale = new Scale(
                numbers("scale.columns", 0, Feature.ALL.size()),
                tensors.floats("scale.means"),
                tensors.floats("scale.deviations"));
        int width = scale.columns().length;
        require(
                scale.means().length == width && scale.deviations().length == width,
                "scale.means and scale.deviations differ in length from scale.columns");
        float[] weights = tensors.floats("process.weights");
        float[] points = tensors.floats("process.points");
        require(
                points.length == (long) weights.length * width,
                "process.points has " + points.length + " elements, wanted " + weights.length + " rows of " + width);
        return new FeatureRegressor(
                scale,
                forest(width),
                new GaussianProcess(rows(points, weights.length, width), weights),
                label[0],
                label[1]);
    }

    private Forest forest(int width) throws IOException {
        float[] thresholds = tensors.floats("forest.thresholds");
        int nodes = thresholds.length;
        Forest forest = new Forest(
                numbers("forest.sizes", 1, nodes + 1),
                numbers("forest.features", Forest.LEAF, width),
                thresholds,
                numbers("forest.left", 0, nodes));
        require(
                forest.sizes().length > 0
                        && Arrays.stream(forest.sizes()).asLongStream().sum() == nodes
                        && forest.features().length == nodes
                        && forest.left().length == nodes,
                "forest.features, forest.thresholds and forest.left differ in length from what forest.sizes say");
        int root = 0;
        for (int size : forest.sizes()) {
            for (int node = 0; node < size; node++) {
                // Only forwards, so that no walk goes round in circles.
                int left = forest.left()[root + node];
                require(
                        forest.features()[root + node] == Forest.LEAF || (left > node && left + 1 < size),
                        "node " + (root + node) + " of the forest goes on to node " + left + " of a tree of " + size);
            }
            root += size;
        }
        return forest;
    }

    private int[] numbers(String name, int least, int below) throws IOException {
        float[] values = tensors.floats(name);
        int[] numbers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = (int) values[i];
            require(
                    numbers[i] == values[i] && numbers[i] >= least && numbers[i] < below,
                    name + "[" + i + "] is " + values[i] + ", wanted a whole number from " + least + " to "
                            + (below - 1));
        }
        return numbers;
    }

    private void require(boolean right, String problem) {
        if (!right) {
            throw new InvalidCheckpointException(file + ": " + problem);
        }
    }

    private static float[] floats(int[] numbers) {
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            if (numbers[i] > MAX_NODES) {
                throw new IllegalStateException("a forest of " + numbers[i] + " nodes, wanted up to " + MAX_NODES);
            }
            values[i] = numbers[i];
        }
        return values;
    }

    private static float[] joined(float[][] rows, int width) {
        float[] all = new float[rows.length * width];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, all, row * width, width);
        }
        return all;
    }

    private static float[][] rows(float[] all, int count, int width) {
        return IntStream.range(0, count)
                .mapToObj(row -> {
                    float[] values = new float[width];
                    System.arraycopy(all, row * width, values, 0, width);
                    return values;
                })
                .toArray(float[][]::new);
    }
}
