package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** <a href="https://onnx.ai/onnx/operators/onnx__Split.html">Split</a>. */
final class SplitRule {
    private SplitRule() {}

    static void register(RuleSet rules) {
        rules.add("Split", 1, SplitRule::infer);
    }

    /** Sizes are an attribute (or in version 1 either) before 13 and an input since; else the parts are equal. */
    private static void infer(NodeContext node) {
        Shape input = node.shape(0);
        for (int slot = 0; slot < node.outputCount(); slot++) {
            node.setTensor(slot, node.elementType(0), null);
        }
        if (input == null) {
            return;
        }
        int axis = NodeContext.axis(node.integer("axis", 0), input.rank());
        List<Dim> sizes = sizes(node, input.dim(axis));
        if (!node.followsValues() && input.dim(axis).isKnown() && sizes.contains(Dim.UNKNOWN)) {
            return;
        }
        if (!node.followsValues() && !input.dim(axis).isKnown()) {
            sizes = Collections.nCopies(sizes.size(), Dim.UNKNOWN);
        }
        for (int slot = 0; slot < node.outputCount(); slot++) {
            List<Dim> dims = new ArrayList<>(input.dims());
            dims.set(axis, sizes.get(slot));
            node.setTensor(slot, node.elementType(0), new Shape(dims));
        }
        SymbolicTensor value = node.value(0);
        if (value != null && covers(sizes, input.dim(axis))) {
            long start = 0;
            for (int slot = 0; slot < node.outputCount(); slot++) {
                long size = new Shape(sizes).toLongs()[slot];
                node.setContent(slot, SliceMath.slice(value, axis, start, start + size, 1));
                start += size;
            }
        }
    }

    /** Whether the parts are known and make up the whole. */
    private static boolean covers(List<Dim> sizes, Dim whole) {
        long sum = 0;
        for (Dim size : sizes) {
            if (!(size instanceof Dim.Known known)
                    || known.value() < 0
                    || known.value() > SymbolicTensor.MAX_ELEMENTS) {
                return false;
            }
            sum += known.value();
        }
        return whole.is(sum);
    }

    private static List<Dim> sizes(NodeContext node, Dim whole) {
        int count = node.outputCount();
        boolean asInput = (node.opset() >= 13 || node.opset() < 2) && node.hasInput(1);
        long[] declared = asInput ? node.longs(1) : node.opset() < 13 ? node.integers("split") : null;
        if (asInput && declared == null) {
            SymbolicTensor symbolic = node.value(1);
            return symbolic != null && symbolic.size() == count
                    ? symbolic.dims()
                    : Collections.nCopies(count, Dim.UNKNOWN);
        }
        if (declared != null) {
            if (declared.length != count) {
                throw new CannotInferException(declared.length + " sizes for " + count + " outputs");
            }
            return Shape.of(declared).dims();
        }
        long parts = node.opset() >= 18 ? node.integer("num_outputs", count) : count;
        if (parts <= 0) {
            throw new CannotInferException("attribute num_outputs is " + parts);
        }
        return !node.followsValues() && node.opset() >= 18 && whole instanceof Dim.Known known
                ? unclampedParts(known.value(), count, parts)
                : equalParts(whole, count, parts, node.opset() >= 18);
    }

    /** As the reference implementation has it: all parts but the last are full, even where the input is used up before. */
    private static List<Dim> unclampedParts(long whole, int count, long parts) {
        long size = (whole + parts - 1) / parts;
        List<Dim> sizes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sizes.add(Dim.of(i < parts - 1 ? size : whole - size * (parts - 1)));
        }
        return sizes;
    }

    /** Since version 18 the last part may be smaller. */
    private static List<Dim> equalParts(Dim whole, int count, long parts, boolean uneven) {
        List<Dim> sizes = new ArrayList<>();
        if (whole instanceof Dim.Known known && (uneven || known.value() % parts == 0)) {
            long size = (known.value() + parts - 1) / parts;
            for (int i = 0; i < count; i++) {
                sizes.add(Dim.of(Math.max(0, Math.min(size, known.value() - i * size))));
            }
            return sizes;
        }
        if (whole.isKnown()) {
            throw new CannotInferException(whole + " elements do not split into " + parts + " equal parts");
        }
        Expr expr = Expr.of(whole);
        Expr exact = expr == null ? null : expr.dividedExactlyBy(Expr.of(parts));
        return Collections.nCopies(count, exact != null ? exact.toDim() : parts == 1 ? whole : Dim.UNKNOWN);
    }
}
