package org.onnxnet.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Value;

/** Small networks of cells whose parameters are inputs, as benchmarks have them: something to learn from. */
public final class Cells {
    private Cells() {}

    /**
     * A stem, then cells of some convolutions in a row.
     *
     * @param kernels sides of the kernels in each cell, 1 or 3
     * @param skip whether the input of a cell is added to its output
     */
    public static OnnxGraph network(int cells, int channels, List<Integer> kernels, boolean skip) {
        return OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 1, 3, 8, 8));
            String value = conv(g, "x", "stem", 3, channels, 3);
            for (int cell = 0; cell < cells; cell++) {
                String start = value;
                for (int i = 0; i < kernels.size(); i++) {
                    String name = "w" + cell + "_" + i;
                    value = conv(g, g.op("Relu", List.of(value)), name, channels, channels, kernels.get(i));
                }
                value = skip ? g.op("Add", List.of(start, value)) : value;
            }
            g.output(new Value(g.op("GlobalAveragePool", List.of(g.op("Relu", List.of(value)))), null));
        });
    }

    private static String conv(GraphBuilder g, String input, String name, int from, int to, int side) {
        g.input(Value.tensor(name, ElementType.FLOAT, to, from, side, side));
        long pad = side / 2;
        return g.op("Conv", List.of(input, name), Attribute.ofInts("pads", pad, pad, pad, pad));
    }

    /** Networks that differ in cells, channels, kernels and skips. */
    public static List<OnnxGraph> sample(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<OnnxGraph> networks = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            List<Integer> kernels = IntStream.range(0, random.nextInt(1, 4))
                    .mapToObj(k -> random.nextBoolean() ? 1 : 3)
                    .toList();
            networks.add(network(random.nextInt(1, 4), 4 * random.nextInt(1, 4), kernels, random.nextBoolean()));
        }
        return networks;
    }

    /** What these networks are said to reach: more with spatial kernels, skips and width. */
    public static double[] performance(List<OnnxGraph> networks) {
        return networks.stream().mapToDouble(Cells::performance).toArray();
    }

    private static double performance(OnnxGraph network) {
        long spatial = network.nodes().stream()
                .filter(node -> node.is("Conv"))
                .filter(node -> network.graph().input(node.input(1)).shape().toLongs()[2] == 3)
                .count();
        long skips = network.nodes().stream().filter(node -> node.is("Add")).count();
        double width = network.graph().input("stem").shape().toLongs()[0];
        return 60 + 3 * Math.sqrt((double) spatial) + 4 * (skips > 0 ? 1 : 0) + Math.log(width);
    }
}
