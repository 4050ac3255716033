package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Operators that pick elements by index or condition, or put some in place of others. */
final class SelectionRules {
    private SelectionRules() {}

    static void register(RuleSet rules) {
        rules.add("Slice", 1, SliceRule::infer);
        rules.add("Gather", 1, SelectionRules::gather);
        rules.add("GatherElements", 11, SelectionRules::gatherElements);
        rules.add("GatherND", 11, SelectionRules::gatherNd);
        rules.addAll(List.of("Scatter", "ScatterElements", "TensorScatter"), ElementwiseRules::sameType);
        rules.add("ScatterND", 11, SelectionRules::scatterNd);
        rules.add("TopK", 1, SelectionRules::topK);
        rules.add("Compress", 9, SelectionRules::compress);
        rules.add("OneHot", 9, SelectionRules::oneHot);
        rules.add("NonZero", 9, SelectionRules::nonZero);
        rules.add("Unique", 11, UniqueRule::infer);
    }

    private static void gather(NodeContext node) {
        Shape data = node.shape(0);
        Shape indices = node.shape(1);
        node.setTensor(0, node.elementType(0), null);
        if (data == null || indices == null) {
            return;
        }
        int axis = NodeContext.axis(node.integer("axis", 0), data.rank());
        List<Dim> dims = new ArrayList<>(data.dims().subList(0, axis));
        dims.addAll(indices.dims());
        dims.addAll(data.dims().subList(axis + 1, data.rank()));
        Shape shape = new Shape(dims);
        node.setTensor(0, node.elementType(0), shape);
        SymbolicTensor value = node.value(0);
        long[] picked = node.longs(1);
        if (value != null && picked != null && SymbolicTensor.fits(value.elementType(), shape)) {
            List<Integer> positions = new ArrayList<>();
            for (long index : picked) {
                positions.add(NodeContext.axis(index, (int) value.shape().toLongs()[axis]));
            }
            node.setContent(0, SliceMath.take(value, axis, positions).reshaped(shape));
        }
    }

    private static void gatherElements(NodeContext node) {
        node.setTensor(0, node.elementType(0), node.shape(1));
        SymbolicTensor value = node.value(0);
        SymbolicTensor indices = node.value(1);
        long[] positions = node.longs(1);
        if (value == null
                || indices == null
                || positions == null
                || !SymbolicTensor.fits(value.elementType(), indices.shape())) {
            return;
        }
        long[] from = value.shape().toLongs();
        long[] to = indices.shape().toLongs();
        if (from.length != to.length) {
            throw new CannotInferException(
                    "data [" + value.shape() + "] and indices [" + indices.shape() + "] differ in rank");
        }
        int axis = NodeContext.axis(node.integer("axis", 0), from.length);
        long[] index = new long[to.length];
        List<Element> elements = new ArrayList<>();
        for (long picked : positions) {
            long source = 0;
            for (int i = 0; i < from.length; i++) {
                source = source * from[i] + NodeContext.axis(i == axis ? picked : index[i], (int) from[i]);
            }
            elements.add(value.element((int) source));
            Broadcast.next(index, to);
        }
        node.setContent(0, SymbolicTensor.of(value.elementType(), indices.shape(), elements));
    }

    /** Indices {@code [..., k]} pick what is behind the first {@code batch_dims + k} axes of the data. */
    static void gatherNd(NodeContext node) {
        Shape data = node.shape(0);
        Shape indices = node.shape(1);
        node.setTensor(0, node.elementType(0), null);
        if (data == null || indices == null) {
            return;
        }
        if (data.rank() == 0 || indices.rank() == 0) {
            throw new CannotInferException("data and indices must not be scalars");
        }
        if (!(indices.dim(indices.rank() - 1) instanceof Dim.Known depth)) {
            return;
        }
        long picked = Math.addExact(node.integer("batch_dims", 0), depth.value());
        if (picked > data.rank() || picked < 0) {
            throw new CannotInferException("indices of " + depth + " numbers pick from data of rank " + data.rank());
        }
        List<Dim> dims = new ArrayList<>(indices.dims().subList(0, indices.rank() - 1));
        dims.addAll(data.dims().subList((int) picked, data.rank()));
        Shape shape = new Shape(dims);
        // The reference implementation forgets to set the shape of a scalar.
        node.setTensor(0, node.elementType(0), dims.isEmpty() && !node.followsValues() ? null : shape);
        SymbolicTensor value = node.value(0);
        long[] positions = node.longs(1);
        if (value != null
                && positions != null
                && picked == depth.value()
                && picked > 0
                && SymbolicTensor.fits(value.elementType(), shape)) {
            node.setContent(0, pick(value, positions, (int) picked, shape));
        }
    }

    private static SymbolicTensor pick(SymbolicTensor value, long[] positions, int depth, Shape shape) {
        long[] from = value.shape().toLongs();
        int block = 1;
        for (int axis = depth; axis < from.length; axis++) {
            block *= (int) from[axis];
        }
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i + depth <= positions.length && depth > 0; i += depth) {
            int source = 0;
            for (int axis = 0; axis < depth; axis++) {
                source = source * (int) from[axis] + NodeContext.axis(positions[i + axis], (int) from[axis]);
            }
            elements.addAll(value.elements().subList(source * block, (source + 1) * block));
        }
        return SymbolicTensor.of(value.elementType(), shape, elements);
    }

    private static void scatterNd(NodeContext node) {
        node.copyType(0, 0);
        SymbolicTensor value = node.value(0);
        SymbolicTensor updates = node.value(2);
        Shape indices = node.shape(1);
        long[] positions = node.longs(1);
        boolean plain = node.text("reduction", "none").equals("none");
        if (value == null || updates == null || positions == null || indices == null || !plain) {
            return;
        }
        if (indices.rank() == 0) {
            throw new CannotInferException("indices must not be a scalar");
        }
        int depth = (int) indices.toLongs()[indices.rank() - 1];
        long[] dims = value.shape().toLongs();
        if (depth != dims.length || depth == 0) {
            return;
        }
        if (updates.size() * depth != positions.length) {
            throw new CannotInferException(updates.size() + " updates for indices [" + indices + "]");
        }
        List<Element> elements = new ArrayList<>(value.elements());
        for (int i = 0; i < updates.size(); i++) {
            int target = 0;
            for (int axis = 0; axis < depth; axis++) {
                target = target * (int) dims[axis] + NodeContext.axis(positions[i * depth + axis], (int) dims[axis]);
            }
            elements.set(target, updates.element(i));
        }
        node.setContent(0, SymbolicTensor.of(value.elementType(), value.shape(), elements));
    }

    private static void topK(NodeContext node) {
        Shape input = node.shape(0);
        Shape output = input == null ? null : top(node, input);
        node.setTensor(0, node.elementType(0), output);
        node.setTensor(1, ElementType.INT64, output);
    }

    /** The count is an attribute up to version 1 and an input since 10. */
    private static Shape top(NodeContext node, Shape input) {
        int axis = NodeContext.axis(node.integer("axis", -1), input.rank());
        Dim count;
        if (node.opset() < 10) {
            count = Dim.of(node.integer("k", -1));
        } else {
            SymbolicTensor value = node.value(1);
            count = value == null || value.size() != 1 ? Dim.UNKNOWN : value.dim(0);
            if (!node.followsValues() && !(count.isKnown() && input.dim(axis).isKnown())) {
                return Shape.ofRank(input.rank());
            }
        }
        if (count instanceof Dim.Known known
                && input.dim(axis) instanceof Dim.Known all
                && known.value() > all.value()) {
            throw new CannotInferException("the top " + count + " of " + all + " elements on axis " + axis);
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        dims.set(axis, count);
        return new Shape(dims);
    }

    /** Without an axis the input is flattened first. */
    private static void compress(NodeContext node) {
        Shape input = node.shape(0);
        long[] condition = node.longs(1);
        Dim count = Dim.UNKNOWN;
        if (condition != null && node.followsValues()) {
            long chosen = 0;
            for (long flag : condition) {
                chosen += flag;
            }
            count = Dim.of(chosen);
        }
        if (!node.hasAttribute("axis")) {
            node.setTensor(0, node.elementType(0), new Shape(List.of(count)));
            return;
        }
        node.setTensor(0, node.elementType(0), null);
        if (input != null) {
            List<Dim> dims = new ArrayList<>(input.dims());
            dims.set(NodeContext.axis(node.integer("axis", 0), input.rank()), count);
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
    }

    private static void oneHot(NodeContext node) {
        Shape indices = node.shape(0);
        ElementType type = node.elementType(2);
        node.setTensor(0, type, null);
        if (indices == null) {
            return;
        }
        SymbolicTensor depth = node.value(1);
        Dim count = depth == null || depth.size() != 1 ? Dim.UNKNOWN : toCount(depth.element(0));
        List<Dim> dims = new ArrayList<>(indices.dims());
        dims.add(NodeContext.axis(node.integer("axis", -1), indices.rank() + 1), count);
        node.setTensor(0, type, new Shape(dims));
    }

    private static Dim toCount(Element element) {
        Double real = element.real();
        return real == null
                ? element.toDim()
                : real >= 0 && real <= Integer.MAX_VALUE ? Dim.of(real.longValue()) : Dim.UNKNOWN;
    }

    private static void nonZero(NodeContext node) {
        Shape input = node.shape(0);
        SymbolicTensor value = node.value(0);
        Dim rank = input == null ? Dim.UNKNOWN : Dim.of(Math.max(1, input.rank()));
        if (value == null || !value.isKnown()) {
            node.setTensor(0, ElementType.INT64, new Shape(List.of(rank, Dim.UNKNOWN)));
            return;
        }
        List<long[]> found = new ArrayList<>();
        long[] dims = value.shape().toLongs();
        long[] index = new long[dims.length];
        for (double element : value.toDoubles()) {
            if (element != 0) {
                found.add(dims.length == 0 ? new long[1] : index.clone());
            }
            Broadcast.next(index, dims);
        }
        Shape shape = new Shape(List.of(rank, Dim.of(found.size())));
        List<Element> elements = new ArrayList<>();
        for (int axis = 0; axis < Math.max(1, dims.length); axis++) {
            for (long[] position : found) {
                elements.add(Element.of(position[axis]));
            }
        }
        node.setTensor(0, ElementType.INT64, shape);
        if (SymbolicTensor.fits(ElementType.INT64, shape)) {
            node.setContent(0, SymbolicTensor.of(ElementType.INT64, shape, elements));
        }
    }
}
