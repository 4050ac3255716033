package org.onnxnet.testing.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.onnxnet.proto.AttributeProto;
import org.onnxnet.proto.GraphProto;
import org.onnxnet.proto.ModelProto;
import org.onnxnet.proto.NodeProto;
import org.onnxnet.proto.TypeProto;

/**
 * Damage that stays a well-formed message: fields taken from elsewhere, left out, repeated, or set to extremes. It gets
 * past the reader and so shakes what comes behind it.
 */
final class MessageMutations {
    private static final int MAX_REPEATED_BYTES = 1 << 16;

    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        3,
        7,
        127,
        128,
        1 << 16,
        1L << 31,
        -(1L << 31),
        (1L << 32) + 1,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] REALS = {
        0, -0.0, 1, -1, 0.5, Float.MIN_VALUE, Float.MAX_VALUE, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY
    };
    private static final String[] TEXTS = {"", "x", " ", "ai.onnx", "com.microsoft", "\n", "größe", "a".repeat(300)};

    /** What the seeds hold, by where they hold it. */
    private final Map<Descriptor, List<Message>> messages = new HashMap<>();

    private final Map<FieldDescriptor, List<Object>> scalars = new HashMap<>();

    MessageMutations(List<ModelProto> seeds) {
        seeds.forEach(this::gather);
    }

    private void gather(Message message) {
        messages.computeIfAbsent(message.getDescriptorForType(), d -> new ArrayList<>())
                .add(message);
        message.getAllFields().forEach((field, value) -> {
            for (Object element : field.isRepeated() ? (List<?>) value : List.of(value)) {
                if (element instanceof Message nested) {
                    gather(nested);
                } else {
                    scalars.computeIfAbsent(field, f -> new ArrayList<>()).add(element);
                }
            }
        });
    }

    ModelProto mutate(ModelProto original, RandomGenerator random) {
        ModelProto.Builder model = original.toBuilder();
        List<Message.Builder> places = new ArrayList<>();
        collect(model, places);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            Message.Builder place = places.get(random.nextInt(places.size()));
            List<FieldDescriptor> fields = place.getDescriptorForType().getFields();
            FieldDescriptor field = fields.get(random.nextInt(fields.size()));
            switch (random.nextInt(20)) {
                case 0 -> deepen(place, random);
                case 1 -> lengthen(places, random);
                default -> edit(place, field, random);
            }
        }
        return model.build();
    }

    private static void collect(Message.Builder message, List<Message.Builder> places) {
        places.add(message);
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (field.getJavaType() != JavaType.MESSAGE) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                    collect(message.getRepeatedFieldBuilder(field, i), places);
                }
            } else {
                collect(message.getFieldBuilder(field), places);
            }
        }
    }

    private void edit(Message.Builder place, FieldDescriptor field, RandomGenerator random) {
        if (!field.isRepeated()) {
            if (random.nextInt(4) == 0) {
                place.clearField(field);
            } else {
                place.setField(field, value(place, field, random));
            }
            return;
        }
        List<Object> elements = new ArrayList<>((List<?>) place.getField(field));
        int count = elements.size();
        int choice = count == 0 ? 0 : random.nextInt(7);
        switch (choice) {
            case 0 -> elements.add(random.nextInt(count + 1), value(place, field, random));
            case 1 -> elements.remove(random.nextInt(count));
            case 2 -> elements.add(random.nextInt(count + 1), elements.get(random.nextInt(count)));
            case 3 -> elements.add(random.nextInt(count), elements.remove(random.nextInt(count)));
            case 4 -> elements.addAll(copies(elements.get(random.nextInt(count)), random));
            default -> elements.set(random.nextInt(count), value(place, field, random));
        }
        place.setField(field, elements);
    }

    private static List<Object> copies(Object element, RandomGenerator random) {
        int size = element instanceof Message message
                ? 8 + message.getSerializedSize()
                : element.toString().length();
        return Collections.nCopies(length(size, random), element);
    }

    /** How often to repeat what has so many bytes: any order of magnitude, as long as the input stays small. */
    private static int length(int size, RandomGenerator random) {
        return Math.min(1 << random.nextInt(16), MAX_REPEATED_BYTES / Math.max(1, size));
    }

    /** A new value: mostly one that some model has in that field, else one of the model's own names, else an extreme. */
    private Object value(Message.Builder place, FieldDescriptor field, RandomGenerator random) {
        if (field.getJavaType() == JavaType.MESSAGE) {
            List<Message> known = messages.getOrDefault(field.getMessageType(), List.of());
            return known.isEmpty() ? place.newBuilderForField(field).build() : known.get(random.nextInt(known.size()));
        }
        List<Object> known = scalars.getOrDefault(field, List.of());
        if (!known.isEmpty() && random.nextInt(3) > 0) {
            return known.get(random.nextInt(known.size()));
        }
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        double real = REALS[random.nextInt(REALS.length)];
        return switch (field.getJavaType()) {
            case INT -> (int) number;
            case LONG -> number;
            case FLOAT -> (float) real;
            case DOUBLE -> real;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case BYTE_STRING -> ByteString.copyFrom(new byte[random.nextInt(20)]);
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> throw new AssertionError("handled above");
        };
    }

    /** Puts a graph into a branch of an {@code If}, or a type into a sequence, again and again. */
    private static void deepen(Message.Builder place, RandomGenerator random) {
        int depth = 1 << random.nextInt(7);
        if (place instanceof GraphProto.Builder graph) {
            for (int i = 0; i < depth; i++) {
                GraphProto inner = graph.build();
                graph.clearNode().clearInitializer().addNode(branching(inner));
            }
        } else if (place instanceof TypeProto.Builder type) {
            for (int i = 0; i < depth; i++) {
                TypeProto inner = type.build();
                type.clear().setSequenceType(TypeProto.Sequence.newBuilder().setElemType(inner));
            }
        }
    }

    private static NodeProto branching(GraphProto inner) {
        GraphProto branch = inner.toBuilder().clearInput().build();
        NodeProto.Builder node = NodeProto.newBuilder().setOpType("If");
        if (inner.getInputCount() > 0) {
            node.addInput(inner.getInput(0).getName());
        }
        inner.getOutputList().forEach(output -> node.addOutput(output.getName()));
        return node.addAttribute(branch("then_branch", branch))
                .addAttribute(
                        branch("else_branch", branch.toBuilder().clearNode().build()))
                .build();
    }

    private static AttributeProto branch(String name, GraphProto graph) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(graph)
                .build();
    }

    /** Repeats a node in a row, each of them reading what the one before wrote, in all inputs. */
    private static void lengthen(List<Message.Builder> places, RandomGenerator random) {
        List<GraphProto.Builder> graphs = places.stream()
                .filter(place -> place instanceof GraphProto.Builder graph && graph.getNodeCount() > 0)
                .map(GraphProto.Builder.class::cast)
                .toList();
        if (graphs.isEmpty()) {
            return;
        }
        GraphProto.Builder graph = graphs.get(random.nextInt(graphs.size()));
        int first = random.nextInt(graph.getNodeCount());
        String last = "";
        int length = length(8 + graph.getNode(first).getSerializedSize(), random);
        for (int i = 0; i < length; i++) {
            NodeProto.Builder node = graph.getNode(first).toBuilder();
            for (int in = 0; in < node.getInputCount() && !last.isEmpty(); in++) {
                node.setInput(in, last);
            }
            for (int out = 0; out < node.getOutputCount(); out++) {
                node.setOutput(out, node.getOutput(out) + "_" + i);
            }
            last = node.getOutputCount() == 0 ? "" : node.getOutput(0);
            graph.addNode(node);
        }
        if (graph.getOutputCount() > 0 && random.nextBoolean()) {
            graph.getOutputBuilder(0).setName(last);
        }
    }
}
