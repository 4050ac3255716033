package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/** Whatever shapes, contents and attributes a node has, rules neither fail nor give impossible shapes. */
class RuleFuzzTest {
    private static final List<OpId> OPERATORS = RuleSet.standard().operators().stream()
            .sorted(Comparator.comparing(OpId::toString))
            .toList();
    private static final long[] ODD = {
        0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 7, -1, -1, -2, -3, 64, 1 << 20, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final ElementType[] TYPES = {
        ElementType.FLOAT, ElementType.INT64, ElementType.INT32, ElementType.BOOL, ElementType.UINT8, ElementType.STRING
    };

    /** Every operator in every version that the table has, with random inputs and attributes. */
    @Property(tries = 150)
    void noRuleFails(@ForAll Random random) {
        for (OpId op : OPERATORS) {
            List<OperatorSchema> history = OperatorTable.standard().history(op);
            long opset = history.isEmpty()
                    ? 1
                    : history.get(random.nextInt(history.size())).since();
            NodeCase node = node(op, opset, OperatorTable.standard().find(op, opset), random);
            check(op, node.infer());
            check(op, node.inferPlainly());
        }
    }

    private static void check(OpId op, NodeTypes found) {
        // What a rule runs into that it did not foresee is caught, and reported with the name of the exception.
        assertThat(found.problems())
                .as("%s", op)
                .noneMatch(problem -> problem.message().contains("cannot be inferred: "));
        for (int slot = 0; slot < found.size(); slot++) {
            if (found.type(slot) instanceof ValueType.OfTensor tensor && tensor.shape() != null) {
                assertThat(tensor.shape().dims())
                        .as("%s output %s", op, slot)
                        .noneMatch(dim -> dim instanceof Dim.Known known && known.value() < 0);
            }
        }
    }

    private static NodeCase node(OpId op, long opset, OperatorSchema schema, Random random) {
        NodeCase node = NodeCase.of(op, opset);
        int formal = schema == null ? 2 : schema.inputs().size();
        int inputs = random.nextInt(4) == 0 ? random.nextInt(formal + 3) : formal;
        ElementType common = TYPES[random.nextInt(TYPES.length)];
        for (int i = 0; i < inputs; i++) {
            addInput(node, common, random);
        }
        if (schema != null) {
            for (OperatorSchema.AttributeSchema attribute : schema.attributes()) {
                if (random.nextInt(3) != 0) {
                    node.with(attribute(attribute.name(), attribute.kind(), random));
                }
            }
        }
        return node.outputs(1 + random.nextInt(4));
    }

    private static void addInput(NodeCase node, ElementType common, Random random) {
        ElementType type = random.nextInt(4) == 0 ? TYPES[random.nextInt(TYPES.length)] : common;
        switch (random.nextInt(9)) {
            case 0 -> node.omitted();
            case 1 -> node.unknown();
            case 2 -> node.unranked(type);
            case 3 -> node.constant(constant(random));
            case 4 -> node.input(new ValueType.OfSequence(ValueType.tensor(type, shape(random))));
            case 5 -> node.longs(numbers(random, random.nextInt(5)));
            default -> node.input(ValueType.tensor(type, shape(random)));
        }
    }

    private static Tensor constant(Random random) {
        long[] dims = new long[random.nextInt(3)];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = random.nextInt(4);
        }
        Shape shape = Shape.of(dims);
        if (random.nextBoolean()) {
            return Tensor.ofLongs("", shape, numbers(random, (int) shape.elementCount()));
        }
        float[] floats = new float[(int) shape.elementCount()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] =
                    new float[] {0, -0f, 1, 2, 0.5f, -1, Float.NaN, Float.POSITIVE_INFINITY, 1e30f}[random.nextInt(9)];
        }
        return Tensor.ofFloats("", shape, floats);
    }

    private static Shape shape(Random random) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = random.nextInt(6); axis > 0; axis--) {
            dims.add(
                    switch (random.nextInt(8)) {
                        case 0 -> Dim.UNKNOWN;
                        case 1 -> Dim.of("n");
                        case 2 -> Dim.of("2*m+1");
                        case 3 -> Dim.of(Math.max(0, ODD[random.nextInt(ODD.length)]));
                        default -> Dim.of(random.nextInt(9));
                    });
        }
        return new Shape(dims);
    }

    private static long[] numbers(Random random, int count) {
        return random.longs(count, 0, ODD.length).map(i -> ODD[(int) i]).toArray();
    }

    private static Attribute attribute(String name, AttributeKind kind, Random random) {
        long[] numbers = numbers(random, random.nextInt(6));
        return switch (kind) {
            case INT -> Attribute.of(name, ODD[random.nextInt(ODD.length)]);
            case FLOAT -> Attribute.of(name, random.nextBoolean() ? Float.NaN : random.nextFloat());
            case STRING -> Attribute.of(name, text(random));
            case INTS -> Attribute.ofInts(name, numbers);
            case FLOATS -> Attribute.ofFloats(name, new float[random.nextInt(4)]);
            case STRINGS -> Attribute.ofStrings(name, "a", "b");
            case TENSOR -> Attribute.of(name, constant(random));
            case GRAPH -> Attribute.of(name, body(random));
            case UNDEFINED, TENSORS, GRAPHS, SPARSE_TENSOR, SPARSE_TENSORS, TYPE_PROTO, TYPE_PROTOS ->
                Attribute.of(name, 1);
        };
    }

    private static String text(Random random) {
        String[] texts = {
            "", "none", "SAME_UPPER", "VALID", "bidirectional", "not_larger", "ij,jk->ik", "...i,i...", "x"
        };
        return texts[random.nextInt(texts.length)];
    }

    private static Graph body(Random random) {
        return GraphBuilder.graph("body", g -> {
            int inputs = random.nextInt(4);
            for (int i = 0; i < inputs; i++) {
                g.input(new Value(
                        "in" + i, random.nextBoolean() ? null : ValueType.tensor(ElementType.FLOAT, shape(random))));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                g.output(new Value(g.op("Relu", List.of("in" + random.nextInt(3))), null));
            }
        });
    }
}
