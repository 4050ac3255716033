package org.onnxnet.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Node;

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
            return found == null ? null : renamed(found, reference.name());
        }
        return attribute;
    }

    private static Attribute renamed(Attribute attribute, String name) {
        if (attribute instanceof Attribute.OfFloat a) {
            return new Attribute.OfFloat(name, a.value(), a.extras());
        }
        if (attribute instanceof Attribute.OfInt a) {
            return new Attribute.OfInt(name, a.value(), a.extras());
        }
        if (attribute instanceof Attribute.OfString a) {
            return new Attribute.OfString(name, a.value(), a.extras());
        }
        if (attribute instanceof Attribute.OfTensor a) {
            return new Attribute.OfTensor(name, a.value(), a.extras());
        }
        if (attribute instanceof Attribute.OfGraph a) {
            return new Attribute.OfGraph(name, a.value(), a.extras());
        }
        if (attribute instanceof Attribute.OfFloats a) {
            return new Attribute.OfFloats(name, a.value(), a.extras());
        }
        if (attribute instanceof Attribute.OfInts a) {
            return new Attribute.OfInts(name, a.value(), a.extras());
        }
        if (attribute instanceof Attribute.OfStrings a) {
            return new Attribute.OfStrings(name, a.value(), a.extras());
        }
        if (attribute instanceof Attribute.OfType a) {
            return new Attribute.OfType(name, a.value(), a.extras());
        }
        return attribute;
    }
}
