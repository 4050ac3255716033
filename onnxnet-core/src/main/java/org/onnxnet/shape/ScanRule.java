package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/**
 * <a href="https://onnx.ai/onnx/operators/onnx__Scan.html">Scan</a>: runs a body over the slices of some inputs and stacks
 * some of its outputs. States keep their shape.
 */
final class ScanRule {
    private final NodeContext node;
    private final Graph body;
    private final int first;
    private final int states;
    private final int scanned;

    private ScanRule(NodeContext node, int first) {
        this.node = node;
        this.body = ControlFlowRules.body(node, "body");
        this.first = first;
        long slices = node.integer("num_scan_inputs", -1);
        if (slices < 0 || slices > node.inputCount() - first) {
            throw new CannotInferException(
                    "attribute num_scan_inputs is " + slices + " for " + (node.inputCount() - first) + " inputs");
        }
        this.scanned = (int) slices;
        this.states = node.inputCount() - first - scanned;
        if (states > node.outputCount()) {
            throw new CannotInferException(node.outputCount() + " outputs for " + states + " states");
        }
    }

    static void infer(NodeContext node) {
        new ScanRule(node, 0).infer();
    }

    /** Version 8: input 0 has sequence lengths, and all others and the outputs have a batch axis in front. */
    static void inferBatched(NodeContext node) {
        new ScanRule(node, 1).inferBatches();
    }

    private void infer() {
        long[] axes = node.integers("scan_input_axes", scanned, 0);
        long[] outputAxes = node.integers("scan_output_axes", node.outputCount() - states, 0);
        Dim length = Dim.UNKNOWN;
        List<KnownValue> inputs = new ArrayList<>(types(first, states));
        for (int i = 0; i < scanned; i++) {
            ValueType type = tensor(first + states + i);
            Shape shape = type instanceof ValueType.OfTensor tensor ? tensor.shape() : null;
            if (shape != null) {
                int axis = NodeContext.axis(axes[i], shape.rank());
                length = merged(length, shape.dim(axis));
                inputs.add(new KnownValue(without(type, axis, 1), null));
            } else {
                inputs.add(new KnownValue(type, null));
            }
        }
        BodyTypes results = node.inferBody(body, inputs);
        for (int slot = 0; slot < node.outputCount() && slot < results.size(); slot++) {
            if (slot < states) {
                node.setType(slot, state(node.inputType(first + slot), results.type(slot)));
            } else if (results.type(slot) instanceof ValueType.OfTensor tensor) {
                node.setTensor(slot, tensor.elementType(), inserted(tensor.shape(), outputAxes[slot - states], length));
            }
        }
    }

    private void inferBatches() {
        Dim batch = Dim.UNKNOWN;
        Dim length = Dim.UNKNOWN;
        List<KnownValue> inputs = new ArrayList<>();
        for (int i = 0; i < states + scanned; i++) {
            int leading = i < states ? 1 : 2;
            ValueType type = tensor(first + i);
            Shape shape = node.shape(first + i);
            if (shape != null && shape.rank() < leading) {
                throw new CannotInferException(
                        "input " + (first + i) + " has shape [" + shape + "], wanted " + leading + " leading axes");
            }
            if (shape != null) {
                batch = merged(batch, shape.dim(0));
                length = leading == 2 ? merged(length, shape.dim(1)) : length;
            }
            inputs.add(new KnownValue(without(type, 0, leading), null));
        }
        BodyTypes results = node.inferBody(body, inputs);
        for (int slot = 0; slot < node.outputCount() && slot < results.size(); slot++) {
            if (results.type(slot) instanceof ValueType.OfTensor tensor) {
                Shape shape = slot < states ? tensor.shape() : inserted(tensor.shape(), 0, length);
                ValueType whole = ValueType.tensor(tensor.elementType(), inserted(shape, 0, batch));
                node.setType(slot, slot < states ? state(node.inputType(first + slot), whole) : whole);
            }
        }
    }

    private List<KnownValue> types(int from, int count) {
        List<KnownValue> types = new ArrayList<>();
        for (int slot = from; slot < from + count; slot++) {
            types.add(new KnownValue(tensor(slot), null));
        }
        return types;
    }

    /** The type of an input, which must be a tensor; the reference implementation infers nothing where one is unknown. */
    private @Nullable ValueType tensor(int slot) {
        ValueType type = node.inputType(slot);
        if ((type != null && !(type instanceof ValueType.OfTensor)) || (type == null && !node.followsValues())) {
            throw new CannotInferException("input " + slot + " is " + type + ", wanted a tensor");
        }
        return type;
    }

    private static Dim merged(Dim a, Dim b) {
        if (a.isKnown() && b.isKnown() && !a.equals(b)) {
            throw new CannotInferException("scanned inputs of " + a + " and " + b + " slices");
        }
        return DimMath.merge(a, b);
    }

    /** A state keeps its shape; where a body does not, nothing is said of it. */
    private static @Nullable ValueType state(@Nullable ValueType before, @Nullable ValueType after) {
        return TypeMerge.contradict(before, after) ? TypeMerge.join(before, after) : TypeMerge.merge(before, after);
    }

    /** The type without {@code count} axes from {@code axis} on. */
    private static @Nullable ValueType without(@Nullable ValueType type, int axis, int count) {
        if (!(type instanceof ValueType.OfTensor tensor) || tensor.shape() == null) {
            return type;
        }
        List<Dim> dims = new ArrayList<>(tensor.shape().dims());
        dims.subList(axis, axis + count).clear();
        return ValueType.tensor(tensor.elementType(), new Shape(dims));
    }

    /** The shape with one more axis; null where it is not known. */
    static @Nullable Shape inserted(@Nullable Shape shape, long axis, Dim extent) {
        if (shape == null) {
            return null;
        }
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.add(NodeContext.axis(axis, shape.rank() + 1), extent);
        return new Shape(dims);
    }
}
