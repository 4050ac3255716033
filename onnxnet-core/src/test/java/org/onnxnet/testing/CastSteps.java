package org.onnxnet.testing;

import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.DOUBLE;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT32;
import static org.onnxnet.graph.ElementType.INT64;
import static org.onnxnet.graph.ElementType.UINT8;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.testing.Sketch.Item;

/** Changes of the element type, with and without loss. */
final class CastSteps {
    private CastSteps() {}

    static final List<Step> ALL = List.of(CastSteps::cast, CastSteps::castPair);

    static boolean cast(Sketch s) {
        Item x = s.pick(item -> true);
        if (x == null) {
            return false;
        }
        ElementType to = s.oneOf(FLOAT, FLOAT, DOUBLE, INT32, INT64, BOOL, UINT8, x.type());
        s.op("Cast", to, x.dims(), List.of(x.name()), Attribute.of("to", to.code()));
        return true;
    }

    static boolean castPair(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT, INT64));
        if (x == null) {
            return false;
        }
        Item y = s.op("Cast", DOUBLE, x.dims(), List.of(x.name()), Attribute.of("to", DOUBLE.code()));
        s.like("Cast", x, List.of(y.name()), Attribute.of("to", x.type().code()));
        return true;
    }
}
