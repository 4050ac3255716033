package org.onnxnet.graph;

import java.util.List;
import java.util.Map;

/**
 * A model-local function ({@code FunctionProto}): nodes of this type run its body.
 *
 * @param overload distinguishes functions of one name, empty otherwise
 * @param inputs names of the formal inputs in the body
 * @param outputs names of the values of the body that are its results
 * @param attributes names of the attributes that a call must give
 * @param defaults attributes with the values they have where a call does not give them
 * @param opsets operator set versions of the body, by domain
 * @param doc the documentation, empty where there is none
 */
public record Function(
        OpId id,
        String overload,
        List<String> inputs,
        List<String> outputs,
        List<String> attributes,
        List<Attribute> defaults,
        List<Node> nodes,
        Map<String, Long> opsets,
        List<Value> valueInfo,
        String doc,
        List<Property> metadata,
        Extras extras) {

    public Function {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
        defaults = List.copyOf(defaults);
        nodes = List.copyOf(nodes);
        opsets = Opsets.copyOf(opsets);
        valueInfo = List.copyOf(valueInfo);
        metadata = List.copyOf(metadata);
    }

    public Function withNodes(List<Node> newNodes) {
        return new Function(
                id,
                overload,
                inputs,
                outputs,
                attributes,
                defaults,
                newNodes,
                opsets,
                valueInfo,
                doc,
                metadata,
                extras);
    }

    /** The body as a graph: its inputs are the formal inputs, without types, and references to attributes stay. */
    public Graph toGraph() {
        return graph(nodes);
    }

    /**
     * The body as one call runs it: every reference to an attribute of the function is replaced by what the call gives, else
     * by the default, and left out where there is neither.
     */
    public Graph toGraph(Node call) {
        return graph(AttributeBinding.of(this, call).bind(nodes));
    }

    private Graph graph(List<Node> body) {
        return Graph.of(parts -> parts.name(id.type())
                .nodes(body)
                .inputs(values(inputs))
                .outputs(values(outputs))
                .valueInfo(valueInfo));
    }

    private static List<Value> values(List<String> names) {
        return names.stream().map(name -> new Value(name, null)).toList();
    }
}
