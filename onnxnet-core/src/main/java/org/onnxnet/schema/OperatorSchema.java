package org.onnxnet.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;

/**
 * One version of an operator, as the <a href="https://onnx.ai/onnx/operators/">ONNX operator pages</a> define it, or
 * <a href="https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md">ONNX Runtime</a> for those it adds.
 *
 * @param isStandard whether ONNX defines it; else ONNX Runtime does, in a domain of its own or, long ago, in that of ONNX
 * @param since the operator set version that introduced this version; it holds until the next one
 * @param deprecated whether the operator is gone from this version on
 * @param determinism whether equal inputs always give equal outputs
 * @param function whether the standard also defines it as a function of other operators
 * @param inputs formal inputs in slot order; only the last may be variadic
 * @param outputs formal outputs in slot order; only the last may be variadic
 * @param types type parameter to the type names it may stand for, such as {@code float} or {@code seq(tensor(float))}
 */
public record OperatorSchema(
        OpId op,
        int since,
        boolean isStandard,
        boolean deprecated,
        Determinism determinism,
        boolean function,
        Arity inputArity,
        Arity outputArity,
        List<Parameter> inputs,
        List<Parameter> outputs,
        List<AttributeSchema> attributes,
        Map<String, Set<String>> types) {

    /** Whether two nodes with equal inputs and attributes are interchangeable. */
    public enum Determinism {
        /** Equal inputs give equal outputs. */
        ALWAYS,
        /** So they do unless the node is in training mode, which inputs, attributes or the number of outputs select. */
        UNLESS_TRAINING,
        /** Outputs may differ from run to run. */
        RANDOM,
        /** The node changes inputs in place. */
        STATEFUL
    }

    /** How many inputs or outputs a node may have, both bounds inclusive. */
    public record Arity(int min, int max) {
        public boolean allows(int count) {
            return min <= count && count <= max;
        }

        @Override
        public String toString() {
            return min == max ? "" + min : max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
        }
    }

    /** How often a formal input or output stands. */
    public enum Occurrence {
        SINGLE,
        OPTIONAL,
        /** Any number of values of one type. */
        VARIADIC,
        /** Any number of values, each of its own type. */
        VARIADIC_MIXED;

        public boolean isVariadic() {
            return this == VARIADIC || this == VARIADIC_MIXED;
        }
    }

    /**
     * A formal input or output.
     *
     * @param type a type parameter of {@link OperatorSchema#types}, or a type name such as {@code tensor(int64)}
     */
    public record Parameter(String name, String type, Occurrence occurrence) {}

    /**
     * A formal attribute.
     *
     * @param fallback the value where a node does not carry it; null where there is none, or where it depends on the inputs
     */
    public record AttributeSchema(
            String name,
            AttributeKind kind,
            boolean required,
            @Nullable Attribute fallback) {}

    public OperatorSchema {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = List.copyOf(attributes);
        types = Map.copyOf(types);
    }

    /** Whether two nodes with equal inputs may differ whatever their mode: they must be neither merged nor computed ahead. */
    public boolean random() {
        return determinism == Determinism.RANDOM || determinism == Determinism.STATEFUL;
    }

    /** Whether nodes carry graphs as attributes. */
    public boolean hasSubgraphs() {
        return attributes.stream()
                .anyMatch(attribute ->
                        attribute.kind() == AttributeKind.GRAPH || attribute.kind() == AttributeKind.GRAPHS);
    }

    /** The formal attribute of a name, or null. */
    public @Nullable AttributeSchema attribute(String name) {
        for (AttributeSchema attribute : attributes) {
            if (attribute.name().equals(name)) {
                return attribute;
            }
        }
        return null;
    }

    /** The formal input of a slot (the variadic one for all slots from it on), or null beyond the last. */
    public @Nullable Parameter input(int slot) {
        return at(inputs, slot);
    }

    /** The formal output of a slot (the variadic one for all slots from it on), or null beyond the last. */
    public @Nullable Parameter output(int slot) {
        return at(outputs, slot);
    }

    /**
     * Whether a node may read tensors of these element types: each is allowed in its slot, and slots of one type parameter
     * have one type.
     *
     * @param elements one for each input slot; null where that is left out or not known
     */
    public boolean admits(List<@Nullable ElementType> elements) {
        Map<String, ElementType> bound = new HashMap<>();
        for (int slot = 0; slot < elements.size(); slot++) {
            ElementType element = elements.get(slot);
            Parameter formal = input(slot);
            if (formal == null) {
                return false;
            }
            if (element == null) {
                continue;
            }
            String name = element.name().toLowerCase(Locale.ROOT);
            Set<String> allowed = types.getOrDefault(formal.type(), Set.of());
            if (!allowed.contains(name) && !formal.type().equals("tensor(" + name + ")")) {
                return false;
            }
            ElementType other = bound.putIfAbsent(formal.type(), element);
            if (other != null && other != element && formal.occurrence() != Occurrence.VARIADIC_MIXED) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Parameter at(List<Parameter> parameters, int slot) {
        if (slot < parameters.size()) {
            return parameters.get(slot);
        }
        if (parameters.isEmpty()) {
            return null;
        }
        Parameter last = parameters.get(parameters.size() - 1);
        return last.occurrence().isVariadic() ? last : null;
    }
}
