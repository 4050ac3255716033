package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.encoder.Syntax.Chain;
import org.onnxnet.encoder.Syntax.Operand;
import org.onnxnet.encoder.Syntax.Property;
import org.onnxnet.encoder.Syntax.Target;
import org.onnxnet.encoder.UsualWeights.Layer;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;

/** Adds to statements what they leave out, one after the other, for it follows from the types of what comes before. */
final class StatementResolver {
    private final TextCursor cursor;
    private final RunningTypes types;
    private final Set<FunctionName> functions = new HashSet<>();
    private int nameless;

    /** @param opsets versions that are not the usual ones */
    StatementResolver(TextCursor cursor, Map<String, Long> opsets, List<Syntax.Function> functions) {
        this.cursor = cursor;
        this.types = new RunningTypes(opsets);
        functions.forEach(function -> this.functions.add(new FunctionName(function.id(), function.overload())));
    }

    Chain resolve(Statement statement) {
        boolean isCall = functions.contains(new FunctionName(statement.op(), statement.overload()));
        List<String> read = new ArrayList<>();
        statement.operands().forEach(operand -> read.add(define(operand)));
        List<Operand> operands = new ArrayList<>(statement.operands());
        List<Attribute> attributes = isCall ? List.of() : attributes(statement, read);
        Layer layer = isCall || read.isEmpty() ? null : Layer.of(statement.op(), attributes, types.type(read.get(0)));
        if (!statement.isWhole() && UsualWeights.isLayer(statement.op()) && !isCall) {
            for (Operand weight : weights(statement, layer)) {
                operands.add(weight);
                read.add(define(weight));
            }
        }
        statement.attributes().forEach(this::defineGiven);
        if (!isCall && statement.attributes().stream().noneMatch(Syntax.Bodies.class::isInstance)) {
            List<String> outputs =
                    statement.outputs().stream().map(Target::name).toList();
            types.infer(new Node("", statement.op(), read, outputs, attributes));
        }
        List<Property> properties = new ArrayList<>();
        statement.attributes().stream()
                .filter(property -> isCall || property instanceof Syntax.Bodies)
                .forEach(properties::add);
        attributes.forEach(attribute -> properties.add(new Syntax.Plain(attribute)));
        Syntax.Step step =
                new Syntax.Step(statement.place(), statement.op(), statement.overload(), operands, properties);
        return new Chain(List.of(step), statement.outputs());
    }

    /** The name under which the type of an operand is known. */
    private String define(Operand operand) {
        if (operand instanceof Syntax.Named named) {
            return named.name();
        }
        String name = "nameless " + nameless++;
        if (operand instanceof Syntax.Given given) {
            name = given.name().isEmpty() ? name : given.name();
            types.define(name, given.type());
        } else if (operand instanceof Syntax.Constant constant) {
            types.define(name, constant.tensor().withName(name));
        } else {
            return "";
        }
        return name;
    }

    /** What graphs inside are the first to read is known to the nodes after them too. */
    private void defineGiven(Property property) {
        if (property instanceof Syntax.Bodies bodies) {
            for (Syntax.Body body : bodies.bodies()) {
                for (Chain chain : body.chains()) {
                    for (Syntax.Step step : chain.steps()) {
                        step.operands().forEach(this::define);
                        step.attributes().forEach(this::defineGiven);
                    }
                }
                body.results().forEach(this::define);
            }
        }
    }

    /** The attributes that hold no graphs, with what goes without saying. */
    private List<Attribute> attributes(Statement statement, List<String> read) {
        OpId op = statement.op();
        List<Attribute> written = new ArrayList<>();
        for (Property property : statement.attributes()) {
            if (property instanceof Syntax.Plain plain) {
                written.add(UsualAttributes.unfolded(op, plain.attribute()));
            }
        }
        boolean isUsual = SpatialShorthand.isOf(op) && !statement.isSpelled();
        List<Attribute> attributes = isUsual ? SpatialShorthand.filled(op, written) : written;
        if (statement.isDepthwise()) {
            Layer layer = read.isEmpty() ? null : Layer.of(op, attributes, types.type(read.get(0)));
            attributes = new ArrayList<>(attributes);
            attributes.add(new Attribute.OfInt("group", in(statement, layer), Extras.NONE));
        }
        return op.isDefaultDomain() ? UsualAttributes.completed(op, attributes) : attributes;
    }

    private long in(Statement statement, @Nullable Layer layer) {
        if (layer == null) {
            throw unknown(statement);
        }
        return layer.in();
    }

    private List<Operand> weights(Statement statement, @Nullable Layer layer) {
        long in = in(statement, layer);
        Long out = statement.out();
        UsualWeights usual = layer == null ? null : UsualWeights.of(layer, out == null ? in : out, statement.hasBias());
        if (usual == null) {
            throw unknown(statement);
        }
        List<Operand> weights = new ArrayList<>();
        usual.types().forEach(type -> weights.add(new Syntax.Given(statement.place(), "", type)));
        return weights;
    }

    private MalformedTextException unknown(Statement statement) {
        return cursor.malformed(
                statement.place(),
                "the weights of this " + Literals.of(statement.op(), statement.overload())
                        + " do not follow from what it reads, wanted their types behind its first operand");
    }
}
