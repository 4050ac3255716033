package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/**
 * Operators that build sequences and take them apart. The type of a sequence says what holds for each of its elements; its
 * content, where the length is known, says what holds for each one.
 */
final class SequenceRules {
    /** A body is run once for each element of sequences up to this length. */
    private static final int MAX_RUNS = 64;

    private SequenceRules() {}

    static void register(RuleSet rules) {
        rules.add("SequenceEmpty", 11, SequenceRules::empty);
        rules.add("SequenceConstruct", 11, SequenceRules::construct);
        rules.add("SequenceInsert", 11, SequenceRules::insert);
        rules.add("SequenceErase", 11, SequenceRules::erase);
        rules.add("SequenceAt", 11, SequenceRules::at);
        rules.add("SequenceLength", 11, SequenceRules::length);
        rules.add("SequenceMap", 17, SequenceRules::map);
    }

    /** What is known of each element of a sequence input; null where nothing is. */
    static @Nullable ValueType element(NodeContext node, int slot) {
        ValueType type = node.inputType(slot);
        if (type != null && !(type instanceof ValueType.OfSequence)) {
            throw new CannotInferException("input " + slot + " is " + type + ", wanted a sequence");
        }
        return type instanceof ValueType.OfSequence sequence ? sequence.element() : null;
    }

    /** The elements of a sequence input; null where its length is not known. */
    static @Nullable List<KnownValue> elements(NodeContext node, int slot) {
        return node.content(slot) instanceof SequenceContent sequence ? sequence.elements() : null;
    }

    private static void empty(NodeContext node) {
        ElementType type = node.elementType("dtype");
        ValueType element = ValueType.tensor(type == null ? ElementType.FLOAT : type, (Shape) null);
        node.setType(0, new ValueType.OfSequence(element));
        node.setContent(0, new SequenceContent(List.of()));
    }

    private static void construct(NodeContext node) {
        ValueType.OfTensor element = node.inputType(0) instanceof ValueType.OfTensor first ? first : null;
        List<KnownValue> elements = new ArrayList<>();
        for (int slot = 0; slot < node.inputCount(); slot++) {
            element = slot == 0 ? element : join(element, node.inputType(slot));
            elements.add(node.input(slot));
        }
        if (element != null) {
            node.setType(0, new ValueType.OfSequence(element));
            setElements(node, elements);
        }
    }

    /** Makes the output, whose type as a sequence is set, one of these elements, unless they are too many to be followed. */
    static void setElements(NodeContext node, List<KnownValue> elements) {
        if (elements.size() > SequenceContent.MAX_LENGTH || !node.followsValues()) {
            return;
        }
        SequenceContent content = new SequenceContent(elements);
        ValueType common = content.elementType();
        if (common != null) {
            node.setType(0, new ValueType.OfSequence(common));
        }
        node.setContent(0, content);
    }

    private static void insert(NodeContext node) {
        List<KnownValue> elements = elements(node, 0);
        ValueType before = element(node, 0);
        ValueType.OfTensor joined = join(before, node.inputType(1));
        if (joined == null) {
            return;
        }
        boolean first = elements != null && elements.isEmpty();
        node.setType(0, new ValueType.OfSequence(first ? node.inputType(1) : joined));
        Integer at = elements == null ? null : position(node, 2, elements.size(), elements.size());
        if (elements != null && at != null) {
            List<KnownValue> longer = new ArrayList<>(elements);
            longer.add(at, node.input(1));
            setElements(node, longer);
        }
    }

    /** The index that an input gives, from 0 to {@code last}; null where it is not known. Negative ones count from the end. */
    private static @Nullable Integer position(NodeContext node, int slot, int length, int last) {
        if (!node.hasInput(slot)) {
            return last;
        }
        long[] given = node.longs(slot);
        if (given == null || given.length != 1) {
            return null;
        }
        if (given[0] < -length || given[0] > last) {
            throw new CannotInferException("position " + given[0] + " in a sequence of " + length + " elements");
        }
        return (int) (given[0] < 0 ? given[0] + length : given[0]);
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

    private static void erase(NodeContext node) {
        node.copyType(0, 0);
        List<KnownValue> elements = elements(node, 0);
        Integer at = elements == null ? null : position(node, 1, elements.size(), elements.size() - 1);
        if (elements != null && at != null && !elements.isEmpty()) {
            List<KnownValue> shorter = new ArrayList<>(elements);
            shorter.remove((int) at);
            setElements(node, shorter);
        }
    }

    private static void at(NodeContext node) {
        node.setType(0, element(node, 0));
        List<KnownValue> elements = elements(node, 0);
        Integer at = elements == null ? null : position(node, 1, elements.size(), elements.size() - 1);
        if (elements != null && at != null && at >= 0 && elements.get(at).type() != null) {
            node.set(0, elements.get(at));
        }
    }

    private static void length(NodeContext node) {
        node.setTensor(0, ElementType.INT64, Shape.SCALAR);
        List<KnownValue> elements = elements(node, 0);
        if (elements != null) {
            node.setContent(0, SymbolicTensor.scalar(ElementType.INT64, Element.of(elements.size())));
        }
    }

    // ---- a body run for each element

    private static void map(NodeContext node) {
        Graph body = ControlFlowRules.body(node, "body");
        List<BodyTypes> runs = runs(node, body);
        // The last inference of the body is what is remembered of it, so it must hold for all elements.
        BodyTypes any = node.inferBody(body, inputs(node, -1));
        for (int slot = 0; slot < Math.min(node.outputCount(), any.size()); slot++) {
            ValueType element = any.type(slot);
            List<KnownValue> elements = new ArrayList<>();
            for (BodyTypes run : runs == null ? List.<BodyTypes>of() : runs) {
                elements.add(run.known(slot));
            }
            SequenceContent content = new SequenceContent(elements);
            ValueType common = content.elementType() != null ? content.elementType() : element;
            if (common != null) {
                node.setType(slot, new ValueType.OfSequence(common));
            }
            node.setContent(slot, runs == null ? null : content);
        }
    }

    /** The body for each element; null where their number is not known or there are too many. */
    private static @Nullable List<BodyTypes> runs(NodeContext node, Graph body) {
        List<KnownValue> first = elements(node, 0);
        if (first == null || first.size() > MAX_RUNS) {
            return null;
        }
        List<BodyTypes> runs = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            if (!node.mayInferAgain(body)) {
                return null;
            }
            runs.add(node.inferBody(body, inputs(node, i)));
        }
        return runs;
    }

    /** Element {@code run} of each sequence, or for -1 any of its elements; other inputs are the same in every run. */
    private static List<KnownValue> inputs(NodeContext node, int run) {
        List<KnownValue> inputs = new ArrayList<>();
        for (int slot = 0; slot < node.inputCount(); slot++) {
            List<KnownValue> elements = elements(node, slot);
            if (!(node.inputType(slot) instanceof ValueType.OfSequence sequence)) {
                inputs.add(node.input(slot));
            } else if (run < 0 || elements == null || run >= elements.size()) {
                inputs.add(new KnownValue(sequence.element(), null));
            } else {
                inputs.add(elements.get(run));
            }
        }
        return inputs;
    }
}
