package org.onnxnet.trainer.data;

import java.util.List;

/**
 * The text of a network and what is known of it.
 *
 * @param key names the network in messages, and tells whether it stands in two sets
 * @param group what its labels compare with: only labels of one group, such as the accuracies of one protocol on one space, are
 *     held against each other
 * @param text as the encoder writes it
 * @param labels one for each output of the model, higher is better; NaN where a value is not known, if there are several
 */
public record LabelledText(String key, String group, String text, List<Double> labels) {
    public LabelledText {
        labels = List.copyOf(labels);
    }

    /** A text with one label. */
    public static LabelledText of(String key, String group, String text, double label) {
        return new LabelledText(key, group, text, List.of(label));
    }

    /** A text with one label that compares with all others; it is its own key. */
    public static LabelledText of(String text, double label) {
        return of(text, "", text, label);
    }
}
