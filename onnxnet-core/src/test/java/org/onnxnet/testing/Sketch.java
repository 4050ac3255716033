package org.onnxnet.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/**
 * A random graph in the making: nodes over values whose type and shape are known, so that every further node can be chosen
 * to be valid. The body of an {@code If} or {@code Loop} is a sketch inside another one and sees its values.
 */
final class Sketch {
    /** No value gets more elements or more dimensions than this, so that models run in a moment. */
    static final long MAX_ELEMENTS = 2048;

    static final int MAX_RANK = 5;

    private final long opset;
    private final Names names;
    private final @Nullable Sketch parent;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Value> inputs = new ArrayList<>();
    private final List<Tensor> initializers = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final Map<String, ValueType.OfTensor> inputTypes = new LinkedHashMap<>();
    private final Set<String> overridable = new HashSet<>();
    private RandomGenerator random;

    /** A value with its static type. */
    @SuppressWarnings("ArrayRecordComponent") // never written to, and values are told apart by name
    record Item(String name, ElementType type, long... dims) {
        int rank() {
            return dims.length;
        }

        long size() {
            return product(dims);
        }

        boolean is(ElementType... types) {
            return Arrays.asList(types).contains(type);
        }

        boolean isReal() {
            return is(ElementType.FLOAT, ElementType.DOUBLE);
        }

        Value value() {
            return Value.tensor(name, type, dims);
        }
    }

    /** Names of one model. */
    static final class Names {
        private final int style;
        private int count;

        Names(int style) {
            this.style = style;
        }

        String next(String stem) {
            count++;
            return switch (style) {
                case 0 -> Integer.toString(count);
                case 1 -> "/block/" + stem + "_" + count + "/" + stem + "_output_0";
                default -> stem.toLowerCase(Locale.ROOT) + count;
            };
        }
    }

    Sketch(long opset, RandomGenerator random) {
        this.opset = opset;
        this.random = random;
        this.names = new Names(random.nextInt(3));
        this.parent = null;
    }

    private Sketch(Sketch parent) {
        this.opset = parent.opset;
        this.random = parent.random;
        this.names = parent.names;
        this.parent = parent;
        this.items.addAll(parent.items);
    }

    /** A sketch for a body that sees all values so far. */
    Sketch nested() {
        return new Sketch(this);
    }

    void use(RandomGenerator next) {
        this.random = next;
    }

    RandomGenerator random() {
        return random;
    }

    long opset() {
        return opset;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The values that can be read, oldest first. */
    List<Item> items() {
        return items;
    }

    /** The concrete types of the inputs that a run must give. */
    Map<String, ValueType.OfTensor> inputTypes() {
        return inputTypes;
    }

    /** The names of inputs that have an initializer; a run may give them. */
    Set<String> overridable() {
        return overridable;
    }

    // ---- choices

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A value that qualifies, more likely a recent one; null where none does. */
    @Nullable
    Item pick(Predicate<Item> wanted) {
        List<Item> found = items.stream().filter(wanted).toList();
        if (found.isEmpty()) {
            return null;
        }
        int recent = Math.max(0, found.size() - 4);
        return found.get(chance(0.6) ? between(recent, found.size() - 1) : random.nextInt(found.size()));
    }

    // ---- values

    /** Declares an input of the graph, or of a body. */
    Item input(ElementType type, long... dims) {
        Item item = new Item(names.next("input"), type, dims);
        inputs.add(item.value());
        inputTypes.put(item.name(), ValueType.tensor(type, dims));
        items.add(item);
        return item;
    }

    /** A constant: an initializer, a Constant node, or (where the model allows it) an input that stands for a weight. */
    Item weight(ElementType type, long... dims) {
        double special = chance(0.15) ? 0.3 : 0;
        Tensor tensor = RandomInputs.tensor(names.next("weight"), ValueType.tensor(type, dims), random, special);
        if (parent == null && chance(0.15)) {
            inputs.add(Value.tensor(tensor.name(), type, dims));
            if (chance(0.5)) {
                initializers.add(tensor);
                overridable.add(tensor.name());
            }
            inputTypes.put(tensor.name(), ValueType.tensor(type, dims));
            return new Item(tensor.name(), type, dims);
        }
        return constant(tensor);
    }

    /** The name of a constant of whole numbers: rank 1, as shapes, axes and indices have it. */
    String longs(long... values) {
        return constant(Tensor.ofLongs(names.next("const"), values)).name();
    }

    /** The name of a constant scalar. */
    String scalar(ElementType type, double value) {
        String name = names.next("const");
        return constant(ScalarTensor.of(name, type, value)).name();
    }

    /** The name of an absent value: nothing written, nothing read. */
    static String absent() {
        return "";
    }

    Item constant(Tensor tensor) {
        Item item = new Item(tensor.name(), tensor.elementType(), tensor.shape().toLongs());
        if (chance(0.6)) {
            initializers.add(tensor);
        } else {
            String inner = chance(0.5) ? "" : "value";
            node("Constant", List.of(), List.of(tensor.name()), Attribute.of("value", tensor.withName(inner)));
        }
        if (chance(0.1)) {
            items.add(item);
        }
        return item;
    }

    // ---- nodes

    /** Adds a node with one output that later nodes may read. */
    Item op(String type, ElementType elementType, long[] dims, List<String> nodeInputs, Attribute... attributes) {
        Item made = new Item(names.next(type), elementType, dims);
        node(type, nodeInputs, List.of(made.name()), attributes);
        items.add(made);
        return made;
    }

    /** Adds a node that keeps the type and shape of what it reads. */
    Item like(String type, Item model, List<String> nodeInputs, Attribute... attributes) {
        return op(type, model.type(), model.dims(), nodeInputs, attributes);
    }

    String freshName(String stem) {
        return names.next(stem);
    }

    void node(String type, List<String> nodeInputs, List<String> nodeOutputs, Attribute... attributes) {
        String name = chance(0.2) ? "" : names.next(type);
        nodes.add(new Node(name, OpId.of(type), nodeInputs, nodeOutputs, List.of(attributes)));
    }

    void publish(Item item) {
        items.add(item);
    }

    Graph toGraph(String name, List<Value> outputs) {
        return Graph.of(parts ->
                parts.name(name).nodes(nodes).inputs(inputs).outputs(outputs).initializers(initializers));
    }

    // ---- shapes

    static long product(long... dims) {
        return LongStream.of(dims).reduce(1, (a, b) -> a * b);
    }

    static boolean fits(long... dims) {
        return dims.length <= MAX_RANK && product(dims) <= MAX_ELEMENTS;
    }
}
