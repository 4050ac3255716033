package org.onnxnet.analysis;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.SparseTensor;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/**
 * Counts the trained numbers that the nodes which matter use: parameters declared as inputs ({@link Parameters}),
 * initializers and {@code Constant}s, read directly or through nodes that do not see the data.
 *
 * <ul>
 *   <li>Counted are floats, and integers that stand for real numbers (at the weight slots of quantised operators).
 *   <li>Not counted are scalars (rank 0), what sits in a slot that says how to compute (limits, shapes, scales of a
 *       quantisation, start states), means and variances of batch normalisations, zeros that a {@code Concat} pads with, and zeros that
 *       a sum starts with (zero vectors there are biases and do count).
 *   <li>Of a sparse tensor the stored values count.
 *   <li>What has more than one dimension larger than 1 counts once, however often it is used. Vectors (biases and the like)
 *       count once per node: exporters store equal tensors once, and the biases of a network that was not trained are all
 *       zero, so sharing a vector says nothing about the network.
 * </ul>
 */
final class ParameterCounter {
    private record Reached(Flow flow, String value, boolean quantized) {}

    private final Parameters inputs;
    private final Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> countedForNode = Collections.newSetFromMap(new IdentityHashMap<>());
    private Count sum = Count.ZERO;

    private ParameterCounter(Parameters inputs) {
        this.inputs = inputs;
    }

    static Count count(Flow main, Parameters inputs) {
        ParameterCounter counter = new ParameterCounter(inputs);
        for (Flow flow : main.all()) {
            flow.nodes().forEach(node -> counter.countFor(flow, node));
        }
        return counter.sum;
    }

    private void countFor(Flow flow, Node node) {
        countedForNode.clear();
        for (int slot = 0; slot < node.inputs().size(); slot++) {
            SlotRole role = SlotRole.of(node, slot);
            boolean trained = role != SlotRole.SETTING && role != SlotRole.STATISTIC;
            if (trained && node.hasInput(slot) && !flow.carriesData(node.input(slot))) {
                countSources(flow, node, slot);
            }
        }
    }

    private void countSources(Flow flow, Node user, int userSlot) {
        Set<String> seen = new HashSet<>();
        Deque<Reached> open = new ArrayDeque<>();
        open.add(new Reached(flow, user.input(userSlot), SlotRole.isQuantized(user, userSlot)));
        while (!open.isEmpty()) {
            Reached reached = open.remove();
            Flow home = home(reached.flow, reached.value);
            if (home == null || !seen.add(reached.value)) {
                continue;
            }
            Node producer = home.graph().producerOf(reached.value);
            Tensor constant = home.constant(reached.value);
            SparseTensor sparse = Constants.sparse(home.graph(), reached.value);
            if (sparse != null) {
                count(sparse, sparse.values().type(), reached.quantized);
            } else if (constant != null) {
                if (!(takesFillers(user, constant.shape()) && Constants.isZero(constant))) {
                    count(constant, constant.type(), reached.quantized);
                }
            } else if (producer == null) {
                countInput(home, reached.value, reached.quantized);
            } else if (producer.is("ConstantOfShape")) {
                countFilled(home, producer, user);
            } else if (!OperatorKinds.isSizeQuery(producer)) {
                addInputs(home, producer, reached.quantized, open);
            }
        }
    }

    private static void addInputs(Flow flow, Node node, boolean quantized, Deque<Reached> open) {
        for (int slot = 0; slot < node.inputs().size(); slot++) {
            if (node.hasInput(slot) && SlotRole.of(node, slot) != SlotRole.SETTING) {
                boolean here = OperatorKinds.isView(node) ? quantized : SlotRole.isQuantized(node, slot);
                open.add(new Reached(flow, node.input(slot), here));
            }
        }
    }

    private void countInput(Flow flow, String name, boolean quantized) {
        Value input = flow.graph().input(name);
        if (input != null && inputs.contains(name)) {
            if (flow.types().type(name) instanceof ValueType.OfTensor tensor) {
                count(input, tensor, quantized);
            } else if (counted.add(input)) {
                sum = sum.plus(Count.UNKNOWN);
            }
        }
    }

    /** Some files keep their size small by making weights up from a shape. */
    private void countFilled(Flow flow, Node fill, Node user) {
        if (!(flow.types().type(fill.output(0)) instanceof ValueType.OfTensor tensor)) {
            sum = counted.add(fill) ? sum.plus(Count.UNKNOWN) : sum;
        } else if (!(takesFillers(user, tensor.shape()) && Constants.fillsWithZero(fill))) {
            count(fill, tensor, false);
        }
    }

    private void count(Object source, ValueType.OfTensor type, boolean quantized) {
        ElementType element = type.elementType();
        Shape shape = type.shape();
        if (!element.isFloat() && !(quantized && element.isInteger())) {
            return;
        }
        if (shape == null || !shape.isStatic()) {
            sum = counted.add(source) ? sum.plus(Count.UNKNOWN) : sum;
        } else if (shape.rank() > 0 && (isVector(shape) ? countedForNode : counted).add(source)) {
            sum = sum.plus(Count.ofElements(shape));
        }
    }

    /** Whether a node takes zeros of some shape only for want of another value: to pad or to start a sum with. */
    private static boolean takesFillers(Node user, @Nullable Shape shape) {
        boolean sums = user.is("Add") || user.is("Sub") || user.is("Sum");
        return user.is("Concat") || (sums && shape != null && !isVector(shape));
    }

    private static boolean isVector(Shape shape) {
        List<Dim> dims = shape.dims();
        return dims.stream().filter(dim -> !dim.is(1)).count() <= 1;
    }

    /** The graph that defines a value, from the inside out; null where none does. */
    private static @Nullable Flow home(Flow flow, String value) {
        for (Flow at = flow; at != null; at = at.outer()) {
            Graph graph = at.graph();
            if (graph.producerOf(value) != null
                    || graph.isInput(value)
                    || graph.initializer(value) != null
                    || Constants.sparse(graph, value) != null) {
                return at;
            }
        }
        return null;
    }
}
