package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Operators on sequences. The type of a sequence says what holds for each of its elements, not how many there are. */
final class SequenceRules {
    private SequenceRules() {}

    static void register(RuleSet rules) {
        rules.add("SequenceEmpty", 11, SequenceRules::empty);
        rules.add("SequenceConstruct", 11, SequenceRules::construct);
        rules.add("SequenceInsert", 11, SequenceRules::insert);
        rules.add("SequenceErase", 11, ElementwiseRules::sameType);
        rules.add("SequenceAt", 11, node -> node.setType(0, element(node, 0)));
        rules.add("SequenceLength", 11, node -> node.setTensor(0, ElementType.INT64, Shape.SCALAR));
        rules.add("SplitToSequence", 11, SequenceRules::split);
        rules.add("ConcatFromSequence", 11, SequenceRules::concat);
        rules.add("SequenceMap", 17, SequenceRules::map);
    }

    /** What is known of each element of a sequence input; null where nothing is. */
    private static @Nullable ValueType element(NodeContext node, int slot) {
        ValueType type = node.inputType(slot);
        if (type != null && !(type instanceof ValueType.OfSequence)) {
            throw new CannotInferException("input " + slot + " is " + type + ", wanted a sequence");
        }
        return type instanceof ValueType.OfSequence sequence ? sequence.element() : null;
    }

    private static void empty(NodeContext node) {
        ElementType type = node.elementType("dtype");
        setSequence(node, type == null ? ElementType.FLOAT : type, null);
    }

    private static void setSequence(NodeContext node, ElementType type, @Nullable Shape shape) {
        node.setType(0, new ValueType.OfSequence(ValueType.tensor(type, shape)));
    }

    private static void construct(NodeContext node) {
        ValueType.OfTensor element = node.inputType(0) instanceof ValueType.OfTensor first ? first : null;
        for (int slot = 1; slot < node.inputCount(); slot++) {
            element = join(element, node.inputType(slot));
        }
        if (element != null) {
            node.setType(0, new ValueType.OfSequence(element));
        }
    }

    private static void insert(NodeContext node) {
        ValueType.OfTensor joined = join(element(node, 0), node.inputType(1));
        if (joined != null) {
            node.setType(0, new ValueType.OfSequence(joined));
        }
    }

    /** What holds for both tensors; null where the type of one is not known. */
    private static ValueType.@Nullable OfTensor join(@Nullable ValueType a, @Nullable ValueType b) {
        if (!(a instanceof ValueType.OfTensor left) || !(b instanceof ValueType.OfTensor right)) {
            return null;
        }
        if (left.elementType() != right.elementType()) {
            throw new CannotInferException("elements of types " + left.elementType() + " and " + right.elementType()
                    + " cannot be in one sequence");
        }
        return TypeMerge.join(left, right) instanceof ValueType.OfTensor joined ? joined : null;
    }

    private static void split(NodeContext node) {
        ElementType type = node.elementType(0);
        Shape input = node.shape(0);
        if (type == null) {
            return;
        }
        setSequence(node, type, null);
        if (input == null) {
            return;
        }
        int axis = NodeContext.axis(node.integer("axis", 0), input.rank());
        List<Dim> dims = new ArrayList<>(input.dims());
        if (node.hasInput(1) || node.integer("keepdims", 1) != 0) {
            dims.set(axis, node.hasInput(1) ? partSize(node, input.dim(axis)) : Dim.of(1));
        } else {
            dims.remove(axis);
        }
        setSequence(node, type, new Shape(dims));
    }

    /** The extent of all parts where they have one: a scalar is the size of each but the last, a vector lists them. */
    private static Dim partSize(NodeContext node, Dim whole) {
        long[] sizes = node.longs(1);
        Shape shape = node.shape(1);
        if (sizes == null || sizes.length == 0 || shape == null) {
            return Dim.UNKNOWN;
        }
        if (shape.rank() == 0) {
            if (sizes[0] <= 0) {
                throw new CannotInferException("the size of the parts is " + sizes[0] + ", wanted one above 0");
            }
            boolean even = whole instanceof Dim.Known known && known.value() % sizes[0] == 0;
            return even ? Dim.of(sizes[0]) : Dim.UNKNOWN;
        }
        boolean equal = Arrays.stream(sizes).allMatch(size -> size == sizes[0]);
        boolean known = whole.isKnown() || node.followsValues();
        return equal && known && sizes[0] > 0 ? Dim.of(sizes[0]) : Dim.UNKNOWN;
    }

    private static void concat(NodeContext node) {
        if (!(element(node, 0) instanceof ValueType.OfTensor element)) {
            return;
        }
        node.setTensor(0, element.elementType(), null);
        Shape input = element.shape();
        if (input == null) {
            return;
        }
        boolean stacked = node.integer("new_axis", 0) != 0;
        List<Dim> dims = new ArrayList<>(input.dims());
        if (stacked) {
            dims.add(NodeContext.axis(node.integer("axis", 0), input.rank() + 1), Dim.UNKNOWN);
        } else {
            dims.set(NodeContext.axis(node.integer("axis", 0), input.rank()), Dim.UNKNOWN);
        }
        node.setTensor(0, element.elementType(), new Shape(dims));
    }

    /** The body is run for each element; inputs that are no sequences are the same in each run. */
    private static void map(NodeContext node) {
        Graph body = node.graph("body");
        if (body == null) {
            throw new CannotInferException("attribute body is missing");
        }
        List<@Nullable ValueType> inputs = new ArrayList<>();
        List<@Nullable SymbolicTensor> known = new ArrayList<>();
        for (int slot = 0; slot < node.inputCount(); slot++) {
            ValueType type = node.inputType(slot);
            inputs.add(type instanceof ValueType.OfSequence sequence ? sequence.element() : type);
            known.add(node.value(slot));
        }
        BodyTypes results = node.inferBody(body, inputs, known);
        for (int slot = 0; slot < Math.min(node.outputCount(), results.size()); slot++) {
            ValueType element = results.type(slot);
            if (element != null) {
                node.setType(slot, new ValueType.OfSequence(element));
            }
        }
    }
}
