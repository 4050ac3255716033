package org.onnxnet.predictor;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.onnxnet.OnnxGraph;
import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;

/** Shortens texts that are too long for a network by writing repeated structure once. */
final class Folding {
    private final Encoder encoder;
    private final Predicate<String> isTooLong;

    /**
     * @param encoder writes the texts
     * @param isTooLong which of them to shorten
     */
    Folding(Encoder encoder, Predicate<String> isTooLong) {
        this.encoder =
                Encoder.with(encoder.components().toArray(Component[]::new)).dialect(Dialect.FOLDED);
        this.isTooLong = encoder.dialect() == Dialect.COMPLETE ? isTooLong : text -> false;
    }

    /**
     * What to score for a network.
     *
     * @param folded whether the text stands for a longer one
     */
    record Written(String text, boolean folded) {}

    /** @param graph the network that the text was written of */
    Written of(String text, Supplier<OnnxGraph> graph) {
        return isTooLong.test(text) ? new Written(encoder.encode(graph.get()).text(), true) : new Written(text, false);
    }
}
