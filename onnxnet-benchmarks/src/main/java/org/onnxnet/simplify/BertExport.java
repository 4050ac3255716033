package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ByteSource;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/**
 * The encoder of BERT, node by node as tracing exporters write it with open batch and length: shapes are computed in the graph
 * again and again, every number is a Constant node, and LayerNormalization and Gelu are formulas.
 */
final class BertExport {
    private static final int VOCABULARY = 1000;
    private static final int POSITIONS = 512;

    private final GraphBuilder g;
    private final int heads;
    private final int hidden;
    private int weights;

    private BertExport(GraphBuilder g, int heads, int hidden) {
        this.g = g;
        this.heads = heads;
        this.hidden = hidden;
    }

    /** A model of {@code layers} layers of the given sizes; its weights are made when they are read. */
    static Model of(int layers, int heads, int hidden) {
        return GraphBuilder.model(17, g -> new BertExport(g, heads, hidden).write(layers));
    }

    private void write(int layers) {
        String ids = input("input_ids");
        String mask = input("attention_mask");
        String position =
                g.op("Slice", List.of(weight(ElementType.INT64, 1, POSITIONS), longs(0), size(ids, 1), longs(1)));
        String value = op(
                "Add",
                op("Gather", weight(ElementType.FLOAT, VOCABULARY, hidden), ids),
                op("Gather", weight(ElementType.FLOAT, POSITIONS, hidden), position));
        value = normalized(value);
        String bias = op("Mul", op("Sub", number(1), cast(unsqueezed(unsqueezed(mask, 1), 2))), number(-10000));
        for (int layer = 0; layer < layers; layer++) {
            value = normalized(op("Add", dense(attention(value, bias), hidden, hidden), value));
            String wide = gelu(dense(value, hidden, 4 * hidden));
            value = normalized(op("Add", dense(wide, 4 * hidden, hidden), value));
        }
        g.output(new Value(value, ValueType.tensor(ElementType.FLOAT, Shape.ofRank(3))));
    }

    private String input(String name) {
        Shape shape = new Shape(List.of(Dim.of("batch"), Dim.of("length")));
        return g.input(new Value(name, ValueType.tensor(ElementType.INT64, shape)));
    }

    private String attention(String x, String bias) {
        String q = split(dense(x, hidden, hidden), 0, 2, 1, 3);
        String k = split(dense(x, hidden, hidden), 0, 2, 3, 1);
        String v = split(dense(x, hidden, hidden), 0, 2, 1, 3);
        String scores = op("Div", op("MatMul", q, k), number((float) Math.sqrt(hidden / (double) heads)));
        String shares = g.op("Softmax", List.of(op("Add", scores, bias)), Attribute.of("axis", -1));
        String joined = transposed(op("MatMul", shares, v), 0, 2, 1, 3);
        return reshaped(joined, List.of(size(joined, 0), size(joined, 1), longs(hidden)));
    }

    private String split(String x, long... perm) {
        return transposed(reshaped(x, List.of(size(x, 0), size(x, 1), longs(heads), longs(hidden / heads))), perm);
    }

    private String transposed(String x, long... perm) {
        return g.op("Transpose", List.of(x), Attribute.ofInts("perm", perm));
    }

    private String reshaped(String x, List<String> sizes) {
        return op("Reshape", x, g.op("Concat", sizes, Attribute.of("axis", 0)));
    }

    private String size(String x, long axis) {
        return unsqueezed(
                op(
                        "Gather",
                        op("Shape", x),
                        constant(Tensor.ofRaw(
                                "",
                                ElementType.INT64,
                                Shape.SCALAR,
                                Tensor.ofLongs("", axis).toRawBytes()))),
                0);
    }

    private String dense(String x, int from, int to) {
        return op("Add", weight(ElementType.FLOAT, to), op("MatMul", x, weight(ElementType.FLOAT, from, to)));
    }

    private String gelu(String x) {
        String erf = op("Erf", op("Div", x, number((float) Math.sqrt(2))));
        return op("Mul", op("Mul", x, op("Add", erf, number(1))), number(0.5f));
    }

    private String normalized(String x) {
        Attribute axes = Attribute.ofInts("axes", -1);
        String difference = op("Sub", x, g.op("ReduceMean", List.of(x), axes));
        String variance = g.op("ReduceMean", List.of(op("Pow", difference, number(2))), axes);
        String normal = op("Div", difference, op("Sqrt", op("Add", variance, number(1e-12f))));
        return op("Add", op("Mul", normal, weight(ElementType.FLOAT, hidden)), weight(ElementType.FLOAT, hidden));
    }

    private String op(String type, String... inputs) {
        return g.op(type, List.of(inputs));
    }

    private String unsqueezed(String x, long axis) {
        return op("Unsqueeze", x, longs(axis));
    }

    private String cast(String x) {
        return g.op("Cast", List.of(x), Attribute.of("to", ElementType.FLOAT.code()));
    }

    private String number(float value) {
        return constant(Tensor.ofFloats("", Shape.SCALAR, value));
    }

    private String longs(long... values) {
        return constant(Tensor.ofLongs("", values));
    }

    private String constant(Tensor tensor) {
        return g.op("Constant", new ArrayList<>(), Attribute.of("value", tensor));
    }

    private String weight(ElementType type, long... dims) {
        Shape shape = Shape.of(dims);
        long size = type.byteSize(shape.elementCount());
        ByteSource zeros = ByteSource.computed(size, () -> Bytes.wrap(new byte[Math.toIntExact(size)]));
        return g.initializer(Tensor.ofRaw("weight_" + weights++, type, shape, zeros));
    }
}
