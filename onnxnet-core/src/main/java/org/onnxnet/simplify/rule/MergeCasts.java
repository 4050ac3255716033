package org.onnxnet.simplify.rule;

import java.util.List;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.simplify.rewrite.Edit;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.NodeRule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/**
 * Casts at once what is cast twice, where the type in the middle can hold every value of the first.
 *
 * <pre>Cast[to=FLOAT](Cast[to=INT64](x: INT32)) -> Cast[to=FLOAT](x)</pre>
 */
@RuleInfo(
        roots = "Cast",
        lossless = true,
        summary = "Of two Casts the first goes if it loses nothing.",
        example = "Cast[to=FLOAT](Cast[to=INT64](x)) where x is INT32 -> Cast[to=FLOAT](x)")
public final class MergeCasts implements NodeRule {
    @Override
    public Edit apply(Node node, GraphView graph) {
        Node first = graph.producer(node.input(0), "Cast");
        if (first == null) {
            return Edit.unchanged();
        }
        ElementType from = graph.elementType(first.input(0));
        ElementType middle = graph.elementType(first.output(0));
        ElementType to = graph.elementType(node.output(0));
        if (from == null || middle == null || to == null || !holdsAll(middle, from) || !castsAlike(from, middle, to)) {
            return Edit.unchanged();
        }
        String reason = middle + " holds every " + from;
        return from == to
                ? Edit.bypass(node, first.input(0), reason)
                : Edit.replace(node, node.withInputs(List.of(first.input(0))), reason);
    }

    /** Whether a type has every value of another. */
    private static boolean holdsAll(ElementType wide, ElementType narrow) {
        return wide == narrow || (bits(narrow) > 0 && bits(narrow) <= bits(wide) && kindFits(wide, narrow));
    }

    private static boolean kindFits(ElementType wide, ElementType narrow) {
        if (narrow.isFloat()) {
            boolean half = narrow == ElementType.FLOAT16 || narrow == ElementType.BFLOAT16;
            return wide == ElementType.DOUBLE ? half || narrow == ElementType.FLOAT : wide == ElementType.FLOAT && half;
        }
        return wide.isFloat() || !isSigned(narrow) || isSigned(wide);
    }

    private static boolean isSigned(ElementType type) {
        return type == ElementType.INT8
                || type == ElementType.INT16
                || type == ElementType.INT32
                || type == ElementType.INT64;
    }

    /** Bits of magnitude that are exact; 0 for types that are left alone. */
    private static int bits(ElementType type) {
        return switch (type) {
            case BOOL -> 1;
            case INT8 -> 7;
            case UINT8 -> 8;
            case BFLOAT16 -> 9;
            case FLOAT16 -> 11;
            case INT16 -> 15;
            case UINT16 -> 16;
            case FLOAT -> 24;
            case INT32 -> 31;
            case UINT32 -> 32;
            case DOUBLE -> 53;
            case INT64 -> 63;
            case UINT64 -> 64;
            case UNDEFINED,
                    STRING,
                    COMPLEX64,
                    COMPLEX128,
                    FLOAT8E4M3FN,
                    FLOAT8E4M3FNUZ,
                    FLOAT8E5M2,
                    FLOAT8E5M2FNUZ,
                    UINT4,
                    INT4,
                    FLOAT4E2M1,
                    FLOAT8E8M0,
                    FLOAT6E2M3,
                    FLOAT6E3M2,
                    UINT2,
                    INT2 -> 0;
        };
    }

    /**
     * Whether the last cast gives the same from the first type as from the wider one. Floats out of range become integers in
     * ways that depend on the machine, so those casts stay.
     */
    private static boolean castsAlike(ElementType from, ElementType middle, ElementType to) {
        boolean throughFloat = middle.isFloat() && to.isInteger();
        return bits(to) > 0 && (!throughFloat || (!from.isFloat() && holdsAll(to, from)));
    }
}
