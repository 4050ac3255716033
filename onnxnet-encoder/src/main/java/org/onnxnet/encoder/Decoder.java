package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.CanonicalGraph;
import org.onnxnet.analysis.CanonicalGraph.Given;
import org.onnxnet.encoder.ModelAssembler.Assembled;
import org.onnxnet.encoder.Syntax.Target;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;

/**
 * Turns texts of the {@link Dialect#COMPLETE} and {@link Dialect#FOLDED} dialects back into graphs: equal to the encoded ones up to names, the values of
 * weights, documentation and metadata, so that {@link OnnxGraph#canonicalHash} is the same. Weights become inputs.
 *
 * <p>A text must have at least the components {@link Component#INPUTS} and {@link Component#PARAMETERS}. Without
 * {@link Component#OUT_SHAPE} the types of the outputs are the inferred ones.
 */
public final class Decoder {
    private Decoder() {}

    /**
     * The network that a text of the {@link Dialect#COMPLETE} dialect describes. Whether each node is what its operator asks for is not looked at;
     * {@link OnnxGraph#check} tells.
     *
     * @throws MalformedTextException if the text breaks the grammar, reads what nothing writes, states a type that does not
     *     follow, or holds only a hash of a constant; the message says where
     */
    public static OnnxGraph decode(String text) {
        return decode(text, Dialect.COMPLETE);
    }

    /**
     * The network that a text of a dialect describes.
     *
     * @throws MalformedTextException as {@link #decode(String)} does, and if the text unfolds to more than 65,536 nodes
     * @throws IllegalArgumentException if the dialect is {@link Dialect#REFERENCE}, which loses too much
     */
    public static OnnxGraph decode(String text, Dialect dialect) {
        return switch (dialect) {
            case COMPLETE -> decodeComplete(text);
            case FOLDED -> {
                if (Unfolder.namesOutputs(text)) {
                    yield decodeComplete(text);
                }
                TextCursor cursor = Unfolder.unfold(text);
                yield decode(cursor, new FoldedParser(cursor).network());
            }
            case REFERENCE ->
                throw new IllegalArgumentException(
                        "texts of the REFERENCE dialect leave out what it takes to decode them, wanted COMPLETE or FOLDED");
        };
    }

    private static OnnxGraph decodeComplete(String text) {
        TextCursor cursor = new TextCursor(text);
        return decode(cursor, new TextParser(cursor).network());
    }

    private static OnnxGraph decode(TextCursor cursor, Syntax.Network network) {
        Assembled assembled = new ModelAssembler(cursor, network).assemble();
        Model model = assembled.model();
        Model bare = withoutOutputTypes(model);
        List<Value> stated = bare.graph().valueInfo();
        InferredTypes undeclared =
                ShapeInference.standard().infer(bare.withGraph(bare.graph().with(parts -> parts.valueInfo(List.of()))));
        InferredTypes types = WrittenTypes.mayAdd(stated, undeclared::type)
                ? ShapeInference.standard().infer(bare)
                : undeclared;
        Map<String, ValueType> all = typesOfAll(model.graph(), types);
        for (Target target : assembled.stated()) {
            ValueType inferred = all.get(target.name());
            if (target.type() != null && inferred != null && !TypeAgreement.agree(target.type(), inferred)) {
                throw cursor.malformed(
                        target.place(),
                        target.name() + " is said to be " + Literals.of(target.type())
                                + ", but what comes before makes it " + Literals.of(inferred));
            }
        }
        return OnnxGraph.of(withOutputTypes(dataFirst(model), assembled.outputs(), undeclared));
    }

    private static Model withoutOutputTypes(Model model) {
        List<Value> bare = model.graph().outputs().stream()
                .map(output -> output.withType(null))
                .toList();
        return model.withGraph(model.graph().with(parts -> parts.outputs(bare)));
    }

    private static Model withOutputTypes(Model model, List<Target> targets, InferredTypes types) {
        List<Value> outputs = new ArrayList<>();
        for (Value output : model.graph().outputs()) {
            Target target = targets.get(outputs.size());
            outputs.add(target.isTyped() ? output : output.withType(types.type(output.name())));
        }
        return model.withGraph(model.graph().with(parts -> parts.outputs(outputs)));
    }

    /** Data inputs come before weights, as in the files of frameworks. */
    private static Model dataFirst(Model model) {
        Map<String, Integer> numbers = new HashMap<>();
        for (Given given : CanonicalGraph.of(model).given()) {
            numbers.put(given.name(), given.isData() ? given.dataNumber() : Integer.MAX_VALUE);
        }
        List<Value> inputs = new ArrayList<>(model.graph().inputs());
        inputs.sort(Comparator.comparingInt(input -> numbers.getOrDefault(input.name(), Integer.MAX_VALUE)));
        return model.withGraph(model.graph().with(parts -> parts.inputs(inputs)));
    }

    /** The types of the values of a graph and of those inside it; names are unique in all of them. */
    private static Map<String, ValueType> typesOfAll(Graph graph, InferredTypes types) {
        Map<String, ValueType> all = new HashMap<>(types.types());
        graph.nestedGraphs().stream()
                .filter(types::knows)
                .forEach(body -> all.putAll(types.of(body).types()));
        return all;
    }
}
