package org.onnxnet.testing;

import static org.onnxnet.graph.ElementType.DOUBLE;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT32;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.testing.Sketch.Item;

/** The family of nodes that move elements or make tensors from shapes, and how the latter are made. */
final class ShapeSteps {
    private ShapeSteps() {}

    static final List<Step> ALL = List.of(
            AxisSteps::reshape,
            AxisSteps::reshape,
            AxisSteps::flatten,
            AxisSteps::transpose,
            AxisSteps::transpose,
            AxisSteps::squeeze,
            AxisSteps::unsqueeze,
            AxisSteps::expand,
            PieceSteps::slice,
            PieceSteps::slice,
            PieceSteps::gather,
            PieceSteps::concat,
            PieceSteps::split,
            PieceSteps::pad,
            AxisSteps::reduce,
            ShapeSteps::shape,
            ShapeSteps::constantOfShape,
            ShapeSteps::range);

    static boolean shape(Sketch s) {
        Item x = s.pick(item -> item.rank() >= 1);
        if (x == null) {
            return false;
        }
        if (s.opset() >= 15 && s.chance(0.3)) {
            int start = s.between(0, x.rank() - 1);
            s.op(
                    "Shape",
                    INT64,
                    new long[] {x.rank() - start},
                    List.of(x.name()),
                    Attribute.of("start", s.chance(0.5) ? start : start - x.rank()));
        } else {
            s.op("Shape", INT64, new long[] {x.rank()}, List.of(x.name()));
        }
        return true;
    }

    static boolean constantOfShape(Sketch s) {
        Item like = s.pick(item -> item.rank() >= 1);
        if (like == null) {
            return false;
        }
        String shape = s.chance(0.5)
                ? s.op("Shape", INT64, new long[] {like.rank()}, List.of(like.name()))
                        .name()
                : s.longs(like.dims());
        ElementType type = s.oneOf(FLOAT, INT64, DOUBLE);
        if (type == FLOAT && s.chance(0.4)) {
            s.op("ConstantOfShape", FLOAT, like.dims(), List.of(shape));
            return true;
        }
        Tensor value = ScalarTensor.of("", type, s.oneOf(0.0, 1.0, -0.0, 3.0));
        Tensor one = Tensor.ofRaw("", type, Shape.of(1), value.toRawBytes());
        s.op("ConstantOfShape", type, like.dims(), List.of(shape), Attribute.of("value", one));
        return true;
    }

    static boolean range(Sketch s) {
        int count = s.between(1, 6);
        int start = s.between(-2, 2);
        int delta = s.oneOf(1, 2, -1);
        ElementType type = s.oneOf(INT64, INT64, INT32, FLOAT);
        List<String> inputs =
                List.of(s.scalar(type, start), s.scalar(type, start + count * delta), s.scalar(type, delta));
        s.op("Range", type, new long[] {count}, inputs);
        return true;
    }
}
