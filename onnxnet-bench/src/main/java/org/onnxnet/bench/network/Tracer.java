package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Shape;

/**
 * Records operations as PyTorch's tracer does: one without parameters that is applied again to the same values is the first
 * one. Counts what the layers hold and compute. Not thread-safe.
 */
final class Tracer {
    private final List<TraceNode> nodes = new ArrayList<>();
    private final Map<TraceNode.Key, Feature> seen = new HashMap<>();
    private final List<Integer> layers = new ArrayList<>();
    private Iterator<Integer> reused = Collections.emptyIterator();
    private long parameters;
    private long macs;

    /** The value of an operation; that of an earlier one where it is the same. */
    Feature apply(String type, List<Attribute> attributes, List<Operand> operands, Shape shape) {
        TraceNode.Key key = new TraceNode.Key(type, attributes, operands, shape);
        Feature known = seen.get(key);
        if (known == null) {
            known = append(type, attributes, operands, shape);
            seen.put(key, known);
        }
        return known;
    }

    /** The value of an operation that is no other. */
    Feature append(String type, List<Attribute> attributes, List<Operand> operands, Shape shape) {
        Feature value = new Feature(nodes.size(), shape);
        nodes.add(new TraceNode(value.id(), type, attributes, List.copyOf(operands), shape));
        return value;
    }

    /** Gives the first value, the image, another shape. */
    void reshapeImage(Shape shape) {
        nodes.set(0, new TraceNode(0, TraceNode.IMAGE, List.of(), List.of(), shape));
    }

    /**
     * The layer whose parameters the next operation reads: itself, or the one it repeats.
     *
     * @param trainedNumbers that it adds to the network if it is new
     * @param multiplications that it adds to one pass, new or not
     */
    int layer(long trainedNumbers, long multiplications) {
        macs += multiplications;
        if (reused.hasNext()) {
            return reused.next();
        }
        parameters += trainedNumbers;
        layers.add(nodes.size());
        return nodes.size();
    }

    /** Applies {@code body} to each input; the layers that it adds for the first have the parameters of all. */
    List<Feature> shared(List<Feature> inputs, UnaryOperator<Feature> body) {
        int start = layers.size();
        List<Feature> results = new ArrayList<>(List.of(body.apply(inputs.get(0))));
        List<Integer> added = List.copyOf(layers.subList(start, layers.size()));
        for (Feature input : inputs.subList(1, inputs.size())) {
            reused = added.iterator();
            results.add(body.apply(input));
        }
        return results;
    }

    TracedNetwork network(NetworkOptions options, List<Integer> outputs) {
        return new TracedNetwork(options, new Trace(nodes, outputs, nodes.size()), parameters, macs);
    }
}
