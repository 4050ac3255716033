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
}
