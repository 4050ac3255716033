package org.onnxnet.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Replaces, in the body of a function, references to the function's attributes by what one call gives. */
final class AttributeBinding {
    private final Map<String, Attribute> actual = new HashMap<>();

    private AttributeBinding() {}

    static AttributeBinding of(Function function, Node call) {
        AttributeBinding binding = new AttributeBinding();
        function.defaults().forEach(attribute -> binding.actual.put(attribute.name(), attribute));
        call.attributes().forEach(attribute -> binding.actual.put(attribute.name(), attribute));
        return binding;
    }

    List<Node> bind(List<Node> nodes) {
        return nodes.stream().map(this::bind).toList();
    }

    private Node bind(Node node) {
        List<Attribute> bound = node.attributes().stream()
                .map(this::bind)
                .filter(Objects::nonNull)
                .toList();
        Node own = bound.equals(node.attributes()) ? node : node.withAttributes(bound);
        return own.subgraphs().isEmpty() ? own : own.mapSubgraphs(this::bind);
    }

    private Graph bind(Graph body) {
        List<Node> nodes = bind(body.nodes());
        return nodes.equals(body.nodes()) ? body : body.with(parts -> parts.nodes(nodes));
    }

    /** The attribute without references; null where it refers to one that the call leaves out. */
    private @Nullable Attribute bind(Attribute attribute) {
        if (attribute instanceof Attribute.Reference reference) {
            Attribute found = actual.get(reference.parameter());
            return found == null ? null : found.withName(reference.name());
        }
        return attribute;
    }
}
