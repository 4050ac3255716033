package org.onnxnet.testing;

import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.DOUBLE;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT32;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.testing.Sketch.Item;

/** Nodes that work element by element, with broadcasting where the operator has it. */
final class ElementwiseSteps {
    private ElementwiseSteps() {}

    static final List<Step> ALL = List.of(
            ElementwiseSteps::unary,
            ElementwiseSteps::unary,
            ElementwiseSteps::leakyRelu,
            ElementwiseSteps::binary,
            ElementwiseSteps::binary,
            ElementwiseSteps::binary,
            ElementwiseSteps::divideByConstant,
            ElementwiseSteps::clip,
            ElementwiseSteps::where,
            ElementwiseSteps::dropout,
            ElementwiseSteps::softmax);

    static boolean unary(Sketch s) {
        Item x = s.pick(Item::isReal);
        return x != null && addUnary(s, x) != null;
    }

    /** A node of one real input that keeps its shape. */
    static Item addUnary(Sketch s, Item x) {
        List<String> types = new ArrayList<>(List.of("Relu", "Sigmoid", "Sqrt"));
        if (x.is(FLOAT)) {
            types.add("Erf");
            if (s.opset() >= 14) {
                types.add("HardSwish");
            }
            if (s.opset() >= 20) {
                types.add("Gelu");
            }
        }
        String type = types.get(s.random().nextInt(types.size()));
        if (type.equals("Gelu") && s.chance(0.5)) {
            return s.like(type, x, List.of(x.name()), Attribute.of("approximate", s.oneOf("none", "tanh")));
        }
        return s.like(type, x, List.of(x.name()));
    }

    static boolean leakyRelu(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT));
        if (x == null) {
            return false;
        }
        Attribute[] attributes = s.chance(0.3)
                ? new Attribute[0]
                : new Attribute[] {Attribute.of("alpha", s.oneOf(0.01f, 0.1f, 0f, 1f, -0.5f))};
        s.like("LeakyRelu", x, List.of(x.name()), attributes);
        return true;
    }

    static boolean binary(Sketch s) {
        Item a = s.pick(item -> item.is(FLOAT, DOUBLE, INT32, INT64));
        if (a == null) {
            return false;
        }
        Item b = operand(s, a);
        long[] dims = broadcast(a.dims(), b.dims());
        if (dims == null || !Sketch.fits(dims)) {
            return false;
        }
        String type = a.isReal() ? s.oneOf("Add", "Mul", "Sub", "Div", "Pow") : s.oneOf("Add", "Mul", "Sub");
        List<String> inputs = s.chance(0.5) ? List.of(a.name(), b.name()) : List.of(b.name(), a.name());
        s.op(type, a.type(), dims, inputs);
        return true;
    }

    /** A second operand: another value, a weight that broadcasts, or a neutral or absorbing scalar. */
    private static Item operand(Sketch s, Item a) {
        Item other = s.pick(item -> item.type() == a.type() && broadcast(a.dims(), item.dims()) != null);
        if (other != null && s.chance(0.5)) {
            return other;
        }
        if (s.chance(0.4)) {
            double value = s.oneOf(0.0, -0.0, 1.0, -1.0, 2.0);
            return new Item(s.scalar(a.type(), value), a.type());
        }
        long[] dims = a.dims().clone();
        int from = s.between(0, dims.length);
        for (int axis = 0; axis < dims.length; axis++) {
            if (s.chance(0.3)) {
                dims[axis] = 1;
            }
        }
        return s.weight(a.type(), Arrays.copyOfRange(dims, from, dims.length));
    }

    /** The broadcast of two shapes, or null where they do not go together. */
    static long @Nullable [] broadcast(long[] a, long[] b) {
        long[] dims = new long[Math.max(a.length, b.length)];
        for (int i = 1; i <= dims.length; i++) {
            long x = i <= a.length ? a[a.length - i] : 1;
            long y = i <= b.length ? b[b.length - i] : 1;
            if (x != y && x != 1 && y != 1) {
                return null;
            }
            dims[dims.length - i] = x == 1 ? y : x;
        }
        return dims;
    }

    /** Whole numbers are only divided by constants: the runtime stops the process at a division by zero. */
    static boolean divideByConstant(Sketch s) {
        Item x = s.pick(item -> item.is(INT32, INT64));
        if (x == null) {
            return false;
        }
        s.like("Div", x, List.of(x.name(), s.scalar(x.type(), s.oneOf(1, 2, 3, -3))));
        return true;
    }

    static boolean clip(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT) || (s.opset() >= 12 && item.is(DOUBLE, INT64)));
        if (x == null) {
            return false;
        }
        List<String> inputs = new ArrayList<>(List.of(x.name()));
        if (s.chance(0.7)) {
            inputs.add(s.chance(0.2) ? Sketch.absent() : s.scalar(x.type(), s.oneOf(0, -1, -3)));
            inputs.add(s.scalar(x.type(), s.oneOf(6, 1, 0)));
        } else if (s.chance(0.5)) {
            inputs.add(s.scalar(x.type(), 0));
        }
        s.like("Clip", x, inputs);
        return true;
    }

    static boolean where(Sketch s) {
        Item a = s.pick(item -> item.is(FLOAT, INT64));
        if (a == null) {
            return false;
        }
        Item b = operand(s, a);
        long[] dims = broadcast(a.dims(), b.dims());
        if (dims == null || !Sketch.fits(dims)) {
            return false;
        }
        Item condition = s.pick(item -> item.is(BOOL) && broadcast(item.dims(), dims) != null);
        if (condition == null || s.chance(0.3)) {
            condition = s.weight(BOOL, s.chance(0.5) ? new long[] {} : dims);
        }
        long[] all = broadcast(condition.dims(), dims);
        if (all == null || !Sketch.fits(all)) {
            return false;
        }
        s.op("Where", a.type(), all, List.of(condition.name(), a.name(), b.name()));
        return true;
    }

    static boolean dropout(Sketch s) {
        Item x = s.pick(Item::isReal);
        if (x == null) {
            return false;
        }
        Item y = new Item(s.freshName("Dropout"), x.type(), x.dims());
        List<String> outputs = new ArrayList<>(List.of(y.name()));
        Item mask = new Item(s.freshName("Mask"), BOOL, x.dims());
        boolean withMask = s.chance(0.3);
        if (withMask) {
            outputs.add(mask.name());
        }
        if (s.opset() < 12) {
            s.node("Dropout", List.of(x.name()), outputs, Attribute.of("ratio", 0.3f));
        } else {
            List<String> inputs = new ArrayList<>(List.of(x.name()));
            if (s.chance(0.6)) {
                inputs.add(s.scalar(FLOAT, 0.3));
                if (s.chance(0.5)) {
                    inputs.add(s.scalar(BOOL, 0));
                }
            }
            s.node("Dropout", inputs, outputs);
        }
        if (withMask) {
            s.publish(mask);
        }
        s.publish(y);
        return true;
    }

    static boolean softmax(Sketch s) {
        Item x = s.pick(item -> item.isReal() && item.rank() >= 2);
        if (x == null) {
            return false;
        }
        Attribute[] attributes = s.chance(0.4)
                ? new Attribute[0]
                : new Attribute[] {Attribute.of("axis", s.between(-x.rank(), x.rank() - 1))};
        s.like("Softmax", x, List.of(x.name()), attributes);
        return true;
    }
}
