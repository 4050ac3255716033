package org.onnxnet.testing;

import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import java.util.stream.LongStream;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.testing.Sketch.Item;

/** What exporters leave behind and simplifiers take away. */
final class RedundantSteps {
    private RedundantSteps() {}

    static final List<Step> ALL = List.of(
            RedundantSteps::identity,
            RedundantSteps::reshapeChain,
            RedundantSteps::transposePair,
            RedundantSteps::fullSlice,
            RedundantSteps::sliceChain,
            RedundantSteps::squeezePair,
            RedundantSteps::duplicate,
            RedundantSteps::duplicate,
            RedundantSteps::reshapeToComputedShape,
            RedundantSteps::expandToComputedShape,
            RedundantSteps::splitAndConcat,
            RedundantSteps::idempotentPair,
            RedundantSteps::decomposedGelu,
            RedundantSteps::shapeSum);

    static boolean identity(Sketch s) {
        Item x = s.pick(item -> true);
        if (x == null) {
            return false;
        }
        s.like("Identity", x, List.of(x.name()));
        return true;
    }

    static boolean reshapeChain(Sketch s) {
        Item x = s.pick(item -> item.size() > 0);
        if (x == null) {
            return false;
        }
        Item y = AxisSteps.addReshape(s, AxisSteps.addReshape(s, x));
        if (s.chance(0.4)) {
            s.op("Reshape", x.type(), x.dims(), List.of(y.name(), s.longs(x.dims())));
        }
        return true;
    }

    static boolean transposePair(Sketch s) {
        Item x = s.pick(item -> item.rank() >= 2);
        if (x == null) {
            return false;
        }
        AxisSteps.addTranspose(s, AxisSteps.addTranspose(s, x));
        return true;
    }

    static boolean fullSlice(Sketch s) {
        Item x = s.pick(item -> item.rank() >= 1);
        if (x == null) {
            return false;
        }
        int axis = s.between(0, x.rank() - 1);
        String end = s.longs(s.oneOf(x.dims()[axis], Long.MAX_VALUE));
        s.like("Slice", x, List.of(x.name(), s.longs(0), end, s.longs(axis)));
        return true;
    }

    static boolean sliceChain(Sketch s) {
        Item x = s.pick(item -> LongStream.of(item.dims()).anyMatch(d -> d >= 4));
        return x != null && PieceSteps.slice(s) && PieceSteps.slice(s);
    }

    static boolean squeezePair(Sketch s) {
        return AxisSteps.unsqueeze(s) && AxisSteps.squeeze(s);
    }

    /** A second copy of a node that is already there; its outputs may end up equal to the first one's. */
    static boolean duplicate(Sketch s) {
        List<Node> candidates = s.nodes().stream()
                .filter(node -> node.outputs().size() == 1 && node.subgraphs().isEmpty() && !node.is("Constant"))
                .toList();
        if (candidates.isEmpty()) {
            return false;
        }
        Node node = candidates.get(s.between(0, candidates.size() - 1));
        String name = node.output(0);
        List<Item> made =
                s.items().stream().filter(item -> item.name().equals(name)).toList();
        if (made.isEmpty()) {
            return false;
        }
        s.like(node.op().type(), made.get(0), node.inputs(), node.attributes().toArray(new Attribute[0]));
        return true;
    }

    /** {@code Reshape(x, Concat(Gather(Shape(x), 0), -1))}, as exporters write a flatten. */
    static boolean reshapeToComputedShape(Sketch s) {
        Item x = s.pick(item -> item.rank() >= 2 && item.size() > 0);
        if (x == null) {
            return false;
        }
        Item shape = s.op("Shape", INT64, new long[] {x.rank()}, List.of(x.name()));
        String index = s.constant(Tensor.ofLongs(s.freshName("index"), Shape.SCALAR, 0))
                .name();
        Item batch = s.op("Gather", INT64, new long[] {}, List.of(shape.name(), index), Attribute.of("axis", 0));
        Item one;
        if (s.opset() >= 13) {
            one = s.op("Unsqueeze", INT64, new long[] {1}, List.of(batch.name(), s.longs(0)));
        } else {
            one = s.op("Unsqueeze", INT64, new long[] {1}, List.of(batch.name()), Attribute.ofInts("axes", 0));
        }
        Item target = s.op("Concat", INT64, new long[] {2}, List.of(one.name(), s.longs(-1)), Attribute.of("axis", 0));
        long[] dims = {x.dims()[0], x.size() / x.dims()[0]};
        s.op("Reshape", x.type(), dims, List.of(x.name(), target.name()));
        return true;
    }

    /** {@code Expand(x, Shape(x) * ones)}, which changes nothing. */
    static boolean expandToComputedShape(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT) && item.rank() >= 1);
        if (x == null) {
            return false;
        }
        Item shape = s.op("Shape", INT64, new long[] {x.rank()}, List.of(x.name()));
        Item ones = s.op(
                "ConstantOfShape",
                INT64,
                new long[] {x.rank()},
                List.of(s.longs(x.rank())),
                Attribute.of("value", Tensor.ofLongs("", 1)));
        Item target = s.op("Mul", INT64, new long[] {x.rank()}, List.of(shape.name(), ones.name()));
        s.like("Expand", x, List.of(x.name(), target.name()));
        return true;
    }

    static boolean splitAndConcat(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT) && item.rank() >= 1 && item.dims()[0] >= 2);
        if (x == null) {
            return false;
        }
        long[] firstDims = x.dims().clone();
        firstDims[0] = 1;
        long[] restDims = x.dims().clone();
        restDims[0]--;
        Item first = s.op("Slice", FLOAT, firstDims, List.of(x.name(), s.longs(0), s.longs(1), s.longs(0)));
        Item rest = s.op("Slice", FLOAT, restDims, List.of(x.name(), s.longs(1), s.longs(Long.MAX_VALUE), s.longs(0)));
        s.like("Concat", x, List.of(first.name(), rest.name()), Attribute.of("axis", 0));
        return true;
    }

    static boolean idempotentPair(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT));
        if (x == null) {
            return false;
        }
        Item y = s.like("Relu", x, List.of(x.name()));
        s.like("Relu", y, List.of(y.name()));
        return true;
    }

    /** {@code x * 0.5 * (1 + erf(x / sqrt(2)))}, before there was an operator for it. */
    static boolean decomposedGelu(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT));
        if (x == null) {
            return false;
        }
        Item scaled = s.like("Div", x, List.of(x.name(), s.scalar(FLOAT, Math.sqrt(2))));
        Item erf = s.like("Erf", x, List.of(scaled.name()));
        Item plus = s.like("Add", x, List.of(erf.name(), s.scalar(FLOAT, 1)));
        Item product = s.like("Mul", x, List.of(x.name(), plus.name()));
        s.like("Mul", x, List.of(product.name(), s.scalar(FLOAT, 0.5)));
        return true;
    }

    /** Arithmetic on shapes that ends in the data: {@code x + float(product of some dimensions)}. */
    static boolean shapeSum(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT) && item.rank() >= 2);
        if (x == null) {
            return false;
        }
        Item shape = s.op("Shape", INT64, new long[] {x.rank()}, List.of(x.name()));
        Item part = s.op("Slice", INT64, new long[] {1}, List.of(shape.name(), s.longs(1), s.longs(2)));
        Item doubled = s.like("Mul", part, List.of(part.name(), s.longs(2)));
        Item real = s.op("Cast", FLOAT, new long[] {1}, List.of(doubled.name()), Attribute.of("to", FLOAT.code()));
        s.like("Add", x, List.of(x.name(), real.name()));
        return true;
    }
}
