package org.onnxnet.shape;

import org.onnxnet.graph.Dim;

/**
 * Recurrent layers over sequences {@code [seq, batch, input]}, or {@code [batch, seq, input]} for {@code layout=1}, which
 * exists since version 14.
 */
final class RecurrentRules {
    private static final String SEQUENCE = "sequence length";
    private static final String BATCH = "batch";
    private static final String DIRECTIONS = "directions";
    private static final String HIDDEN = "hidden size";

    private RecurrentRules() {}

    static void register(RuleSet rules) {
        rules.add("RNN", 1, node -> infer(node, 1));
        rules.add("GRU", 1, node -> infer(node, 3));
        rules.add("LSTM", 1, node -> infer(node, 4));
        rules.addContributed("AttnLSTM", RecurrentRules::attending);
        rules.addContributed("DynamicQuantizeLSTM", RecurrentRules::quantized);
    }

    /** An LSTM whose inputs have what it attends to appended, so that its weights are wider than they. */
    private static void attending(NodeContext node) {
        NamedAxes axes = new NamedAxes().put(DIRECTIONS, directions(node)).put(HIDDEN, hiddenSize(node));
        axes.read(node, 0, SEQUENCE, BATCH, "input size");
        axes.read(node, 1, DIRECTIONS, "weight rows", "cell input size");
        axes.read(node, 2, DIRECTIONS, "weight rows", HIDDEN);
        axes.put(HIDDEN, DimMath.exactDiv(axes.get("weight rows"), Dim.of(4)));
        axes.read(node, 4, BATCH);
        axes.read(node, 5, DIRECTIONS, BATCH, HIDDEN);
        setResults(node, axes, false);
    }

    /** An LSTM whose quantized weights are transposed: {@code [directions, input, 4 * hidden]}. */
    private static void quantized(NodeContext node) {
        NamedAxes axes = new NamedAxes().put(DIRECTIONS, directions(node)).put(HIDDEN, hiddenSize(node));
        axes.read(node, 0, SEQUENCE, BATCH, "input size");
        axes.read(node, 1, DIRECTIONS, "input size", "weight columns");
        axes.put(HIDDEN, DimMath.exactDiv(axes.get("weight columns"), Dim.of(4)));
        axes.read(node, 5, DIRECTIONS, BATCH, HIDDEN);
        setResults(node, axes, false);
    }

    /** @param gates how many times the hidden size the weights have */
    private static void infer(NodeContext node, int gates) {
        boolean batchFirst = node.integer("layout", 0) != 0;
        NamedAxes axes = new NamedAxes().put(DIRECTIONS, directions(node)).put(HIDDEN, hiddenSize(node));
        if (batchFirst) {
            axes.read(node, 0, BATCH, SEQUENCE, "input size");
        } else {
            axes.read(node, 0, SEQUENCE, BATCH, "input size");
        }
        if (node.followsValues()) {
            readOtherInputs(node, axes, gates, batchFirst);
        }
        setResults(node, axes, batchFirst);
    }

    private static void setResults(NodeContext node, NamedAxes axes, boolean batchFirst) {
        node.setTensor(
                0,
                node.elementType(0),
                batchFirst
                        ? axes.shape(BATCH, SEQUENCE, DIRECTIONS, HIDDEN)
                        : axes.shape(SEQUENCE, DIRECTIONS, BATCH, HIDDEN));
        // The last hidden state and, for LSTM, the last cell state.
        for (int slot = 1; slot < 3; slot++) {
            node.setTensor(
                    slot,
                    node.elementType(0),
                    batchFirst ? axes.shape(BATCH, DIRECTIONS, HIDDEN) : axes.shape(DIRECTIONS, BATCH, HIDDEN));
        }
    }

    private static void readOtherInputs(NodeContext node, NamedAxes axes, int gates, boolean batchFirst) {
        axes.read(node, 1, DIRECTIONS, "weight rows", "input size");
        axes.read(node, 2, DIRECTIONS, "weight rows", HIDDEN);
        axes.put(HIDDEN, DimMath.exactDiv(axes.get("weight rows"), Dim.of(gates)));
        axes.read(node, 4, BATCH);
        if (batchFirst) {
            axes.read(node, 5, BATCH, DIRECTIONS, HIDDEN);
        } else {
            axes.read(node, 5, DIRECTIONS, BATCH, HIDDEN);
        }
    }

    private static Dim directions(NodeContext node) {
        return switch (node.text("direction", "forward")) {
            // Version 1 of GRU has the misspelled word as its default.
            case "forward", "foward", "reverse" -> Dim.of(1);
            case "bidirectional" -> Dim.of(2);
            default -> Dim.UNKNOWN;
        };
    }

    private static Dim hiddenSize(NodeContext node) {
        long size = node.integer("hidden_size", -1);
        return size > 0 ? Dim.of(size) : Dim.UNKNOWN;
    }
}
