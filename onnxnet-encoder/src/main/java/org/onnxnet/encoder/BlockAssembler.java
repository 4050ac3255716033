package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.encoder.Syntax.Body;
import org.onnxnet.encoder.Syntax.Chain;
import org.onnxnet.encoder.Syntax.Operand;
import org.onnxnet.encoder.Syntax.Property;
import org.onnxnet.encoder.Syntax.Step;
import org.onnxnet.encoder.Syntax.Target;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/** Makes the nodes of one graph, body or function. */
final class BlockAssembler {
    private final ModelAssembler whole;
    private final @Nullable BlockAssembler outer;
    private final boolean isFunction;
    private final Map<String, Long> opsets;

    private final Set<String> defined = new HashSet<>();
    private final Set<String> domains;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Tensor> initializers = new ArrayList<>();
    private final List<Value> stated = new ArrayList<>();

    /** @param opsets operator set versions that are not the usual ones */
    BlockAssembler(ModelAssembler whole, @Nullable BlockAssembler outer, boolean isFunction, Map<String, Long> opsets) {
        this.whole = whole;
        this.outer = outer;
        this.isFunction = isFunction;
        this.opsets = opsets;
        this.domains = outer == null ? new HashSet<>() : outer.domains;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The domains of the operators used here and in bodies. */
    Set<String> domains() {
        return domains;
    }

    /** The graph that was read, with the types that the text states of its values. */
    Graph toGraph(String name, List<Value> inputs, List<Value> outputs) {
        return Graph.of(parts -> parts.name(name)
                .nodes(nodes)
                .inputs(inputs)
                .outputs(outputs)
                .initializers(initializers)
                .valueInfo(stated));
    }

    void chain(Chain chain) {
        String previous = null;
        int last = chain.steps().size() - 1;
        for (int i = 0; i <= last; i++) {
            Step step = chain.steps().get(i);
            String name = whole.freshName(step.op().type());
            if (previous != null && step.operands().stream().noneMatch(Syntax.Previous.class::isInstance)) {
                throw whole.malformed(step.place(), "this node reads no prev, wanted a line of its own for it");
            }
            Node node = node(step, name, previous);
            previous = name + "_output_0";
            nodes.add(node.withOutputs(i < last ? List.of(previous) : outputs(chain.outputs())));
        }
    }

    private List<String> outputs(List<Target> targets) {
        List<String> names = new ArrayList<>();
        for (Target target : targets) {
            if (!target.name().isEmpty()) {
                define(target);
            }
            names.add(target.name());
        }
        return names;
    }

    private void define(Target target) {
        whole.claim(target);
        defined.add(target.name());
        if (target.name().startsWith("Out")) {
            if (outer != null || isFunction) {
                throw whole.malformed(target.place(), "an output of the network is written inside a body");
            }
            whole.output(target, target.name());
        } else if (target.type() != null) {
            whole.state(target);
            stated.add(new Value(target.name(), target.type()));
        }
    }

    /** Defines the arguments of a body or function. */
    List<Value> arguments(List<Target> arguments) {
        List<Value> values = new ArrayList<>();
        for (Target argument : arguments) {
            whole.claim(argument);
            defined.add(argument.name());
            values.add(new Value(argument.name(), argument.type()));
        }
        return values;
    }

    private Node node(Step step, String name, @Nullable String previous) {
        boolean isCall = whole.isFunction(step.op(), step.overload());
        if (!isCall) {
            domains.add(step.op().domain());
        }
        OperatorSchema schema = isCall
                ? null
                : OperatorTable.standard()
                        .find(
                                step.op(),
                                ModelAssembler.version(opsets, step.op().domain()));
        List<String> inputs = new ArrayList<>();
        for (int slot = 0; slot < step.operands().size(); slot++) {
            inputs.add(read(step.operands().get(slot), name + "." + slotName(schema, slot), previous));
        }
        List<Attribute> attributes = attributes(step);
        return new Node(
                name,
                step.op(),
                step.overload(),
                inputs,
                List.of(),
                step.op().isDefaultDomain() && !isCall ? UsualAttributes.completed(step.op(), attributes) : attributes,
                "",
                List.of(),
                Extras.NONE);
    }

    /** What the operator calls an input, such as {@code W}. */
    private static String slotName(@Nullable OperatorSchema schema, int slot) {
        OperatorSchema.Parameter formal = schema == null ? null : schema.input(slot);
        return formal == null || formal.occurrence().isVariadic() ? "in" + slot : formal.name();
    }

    /**
     * The name of the value that an operand stands for.
     *
     * @param fresh what it is called if it has no name yet
     * @param previous the value that {@code prev} stands for
     */
    String read(Operand operand, String fresh, @Nullable String previous) {
        if (operand instanceof Syntax.Omitted) {
            return "";
        }
        if (operand instanceof Syntax.Constant constant) {
            return constant(constant.tensor().withName(fresh));
        }
        if (operand instanceof Syntax.Named named) {
            if (!knows(named.name())) {
                throw whole.malformed(named.place(), named.name() + " is read, but nothing before writes it");
            }
            return named.name();
        }
        if (operand instanceof Syntax.Given given) {
            if (isInFunction()) {
                throw whole.malformed(given.place(), "a function reads an input of the network, wanted an argument");
            }
            return whole.give(given, fresh);
        }
        if (previous == null) {
            throw whole.malformed(operand.place(), "prev stands where no node is before, wanted the name of a value");
        }
        return previous;
    }

    private boolean knows(String name) {
        for (BlockAssembler block = this; block != null; block = block.outer) {
            if (block.defined.contains(name)) {
                return true;
            }
        }
        return !isInFunction() && whole.isGiven(name);
    }

    private boolean isInFunction() {
        return isFunction || (outer != null && outer.isInFunction());
    }

    // A function has no initializers.
    private String constant(Tensor tensor) {
        if (isFunction) {
            Attribute value = Attribute.of("value", tensor.withName(""));
            domains.add("");
            nodes.add(new Node("", OpId.of("Constant"), List.of(), List.of(tensor.name()), List.of(value)));
        } else {
            initializers.add(tensor);
        }
        return tensor.name();
    }

    private List<Attribute> attributes(Step step) {
        List<Attribute> attributes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Property property : step.attributes()) {
            Attribute attribute = property instanceof Syntax.Bodies bodies
                    ? graphs(bodies)
                    : UsualAttributes.unfolded(step.op(), ((Syntax.Plain) property).attribute());
            if (!names.add(attribute.name())) {
                throw whole.malformed(
                        step.place(), "attribute " + Literals.name(attribute.name()) + " stands twice, wanted it once");
            }
            attributes.add(attribute);
        }
        return attributes;
    }

    private Attribute graphs(Syntax.Bodies bodies) {
        List<Graph> graphs = bodies.bodies().stream().map(this::body).toList();
        return bodies.isList()
                ? new Attribute.OfGraphs(bodies.name(), graphs, Extras.NONE)
                : Attribute.of(bodies.name(), graphs.get(0));
    }

    private Graph body(Body body) {
        BlockAssembler block = new BlockAssembler(whole, this, false, opsets);
        String name = whole.freshName("body");
        List<Value> inputs = block.arguments(body.arguments());
        body.chains().forEach(block::chain);
        List<Value> outputs = new ArrayList<>();
        for (String result : block.results(body, name)) {
            outputs.add(new Value(result, null));
        }
        return block.toGraph(name, inputs, outputs);
    }

    /** The names of the results of a body. */
    List<String> results(Body body, String name) {
        List<String> results = new ArrayList<>();
        for (Operand result : body.results()) {
            results.add(read(result, name + ".result" + results.size(), null));
        }
        return results;
    }
}
