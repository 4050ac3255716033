package org.onnxnet.bench.space.nasbench101;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.bench.network.Feature;
import org.onnxnet.bench.network.Kernel;
import org.onnxnet.bench.network.NetworkBuilder;

/** The layers of one cell, in the order in which nasbench_pytorch runs them. */
final class CellLayers {
    private final NetworkBuilder net;
    private final Cell cell;
    private final Feature input;
    private final int[] channels;
    private final Feature[] values;

    private CellLayers(NetworkBuilder net, Cell cell, Feature input, int out) {
        this.net = net;
        this.cell = cell;
        this.input = input;
        this.channels = VertexChannels.of(cell, input.channels(), out);
        this.values = new Feature[cell.vertices()];
    }

    static Feature add(NetworkBuilder net, Cell cell, Feature input, int out) {
        return new CellLayers(net, cell, input, out).run();
    }

    private Feature run() {
        int output = cell.output();
        List<Feature> results = new ArrayList<>();
        for (int v = 1; v < output; v++) {
            values[v] = apply(cell.operation(v), sum(inputs(v)));
            if (cell.hasEdge(v, output)) {
                results.add(values[v]);
            }
        }
        if (results.isEmpty()) {
            return projection(channels[output]);
        }
        Feature joined = results.size() == 1 ? results.get(0) : net.concat(results);
        return cell.hasEdge(0, output) ? net.add(joined, projection(channels[output])) : joined;
    }

    /** What feeds a vertex: earlier vertices, cut to its channels, and last the input of the cell. */
    private List<Feature> inputs(int vertex) {
        int wanted = channels[vertex];
        List<Feature> inputs = new ArrayList<>();
        for (int source = 1; source < vertex; source++) {
            if (cell.hasEdge(source, vertex)) {
                Feature value = values[source];
                inputs.add(channels[source] > wanted ? net.firstChannels(value, wanted) : value);
            }
        }
        if (cell.hasEdge(0, vertex)) {
            inputs.add(projection(wanted));
        }
        return inputs;
    }

    private Feature sum(List<Feature> inputs) {
        Feature sum = net.accumulated(inputs.get(0));
        for (Feature input : inputs.subList(1, inputs.size())) {
            sum = net.add(sum, input);
        }
        return sum;
    }

    private Feature apply(Operation operation, Feature x) {
        return switch (operation) {
            case CONV3X3 -> net.relu(net.convBn(x, x.channels(), Kernel.of(3)));
            case CONV1X1 -> net.relu(net.convBn(x, x.channels(), Kernel.of(1)));
            case MAXPOOL3X3 -> net.maxPool(x, Kernel.of(3));
        };
    }

    private Feature projection(int out) {
        return net.relu(net.convBn(input, out, Kernel.of(1)));
    }
}
