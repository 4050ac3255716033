package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Shape;

/** Operators that make tensors larger by repeating or adding elements. */
final class RepeatRules {
    private RepeatRules() {}

    static void register(RuleSet rules) {
        rules.add("Tile", 1, RepeatRules::tileByAxis);
        rules.add("Tile", 6, RepeatRules::tile);
        rules.add("Expand", 8, RepeatRules::expand);
        rules.add("Pad", 1, RepeatRules::pad);
    }

    /** Version 1 repeats one axis, both given as inputs. */
    private static void tileByAxis(NodeContext node) {
        Shape input = node.shape(0);
        Double tiles = node.number(1);
        Double axis = node.number(2);
        node.setTensor(0, node.elementType(0), null);
        if (input != null && node.followsValues()) {
            List<Dim> dims = new ArrayList<>(
                    tiles == null || axis == null ? Shape.ofRank(input.rank()).dims() : input.dims());
            if (tiles != null && axis != null) {
                int at = NodeContext.axis(axis.longValue(), input.rank());
                dims.set(at, DimMath.product(dims.get(at), tiles.longValue()));
            }
            node.setTensor(0, node.elementType(0), new Shape(dims));
        }
    }

    private static void tile(NodeContext node) {
        Shape input = node.shape(0);
        SymbolicTensor repeats = node.value(1);
        node.setTensor(0, node.elementType(0), input == null ? null : Shape.ofRank(input.rank()));
        if (input == null || repeats == null) {
            return;
        }
        if (repeats.size() != input.rank()) {
            throw new CannotInferException(repeats.size() + " repeats for rank " + input.rank());
        }
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < input.rank(); axis++) {
            dims.add(DimMath.product(input.dim(axis), repeats.dim(axis)));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
        SymbolicTensor value = node.value(0);
        Shape shape = new Shape(dims);
        if (value != null && SymbolicTensor.fits(value.elementType(), shape) && shape.elementCount() > 0) {
            for (int axis = 0; axis < input.rank() && value != null; axis++) {
                long times = repeats.toLongs()[axis];
                if (times < 0) {
                    throw new CannotInferException("axis " + axis + " is to be repeated " + times + " times");
                }
                value = times == 0
                        ? SliceMath.slice(value, axis, 0, 0, 1)
                        : ConcatRule.join(Collections.nCopies((int) times, value), axis);
            }
            node.setContent(0, value);
        }
    }

    private static void expand(NodeContext node) {
        Shape input = node.shape(0);
        SymbolicTensor target = node.value(1);
        Shape length = node.shape(1);
        node.setTensor(0, node.elementType(0), null);
        if (input != null && target != null && target.shape().rank() == 1) {
            Shape shape = Broadcast.of(input, NegativeDims.removed(new Shape(target.dims())));
            node.setTensor(0, node.elementType(0), shape);
            SymbolicTensor value = node.value(0);
            if (value != null && SymbolicTensor.fits(value.elementType(), shape)) {
                node.setContent(0, Broadcast.expand(value, shape));
            }
        } else if (input != null
                && length != null
                && length.rank() == 1
                && length.dim(0) instanceof Dim.Known rank
                && rank.value() <= 64) {
            node.setTensor(0, node.elementType(0), Broadcast.of(input, Shape.ofRank((int) rank.value())));
        }
    }

    /** Pads are an attribute ({@code paddings} in version 1) up to 2 and an input since 11; axes are an input since 18. */
    private static void pad(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), input == null || node.opset() < 11 ? null : Shape.ofRank(input.rank()));
        if (input == null) {
            return;
        }
        SymbolicTensor given = node.value(1);
        List<Dim> pads;
        if (node.opset() < 11) {
            long[] attribute = node.integers(node.opset() < 2 ? "paddings" : "pads");
            pads = attribute == null ? null : Shape.of(attribute).dims();
        } else {
            pads = given == null ? null : given.dims();
        }
        long[] axes = new long[input.rank()];
        Arrays.setAll(axes, i -> i);
        if (node.hasInput(3)) {
            axes = node.longs(3);
        }
        if (axes == null && !node.followsValues()) {
            node.setTensor(0, node.elementType(0), null);
        }
        if (pads == null || axes == null) {
            return;
        }
        if (pads.size() != 2 * axes.length) {
            throw new CannotInferException(pads.size() + " pads for " + axes.length + " axes");
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        for (int i = 0; i < axes.length; i++) {
            int axis = NodeContext.axis(axes[i], input.rank());
            dims.set(axis, DimMath.sum(DimMath.sum(dims.get(axis), pads.get(i)), pads.get(i + axes.length)));
        }
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }
}
