package org.onnxnet.trainer.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What to train on, what to choose the best epoch by, and what only to report.
 *
 * @param train to learn from, never empty
 * @param validation to choose by; may be empty
 * @param test to report; may be empty
 */
public record TrainingData(List<LabelledText> train, List<LabelledText> validation, List<LabelledText> test) {
    private static final int NAMED = 5;

    /** @throws TrainingException if there is nothing to learn from, or a label is none */
    public TrainingData {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        if (train.isEmpty()) {
            throw new TrainingException("the training set is empty, wanted one text or more");
        }
        int labels = train.get(0).labels().size();
        requireLabels("training", train, labels);
        requireLabels("validation", validation, labels);
        requireLabels("test", test, labels);
    }

    /** The number of labels of each text. */
    public int labels() {
        return train.get(0).labels().size();
    }

    private static void requireLabels(String set, List<LabelledText> rows, int labels) {
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            LabelledText row = rows.get(i);
            if (row.labels().size() != labels
                    || row.labels().stream().anyMatch(label -> Double.isInfinite(label))
                    || row.labels().stream().allMatch(label -> label.isNaN())) {
                bad.add("row " + i + " (" + shortened(row.key()) + ") " + row.labels());
            }
        }
        if (!bad.isEmpty()) {
            throw new TrainingException(bad.size() + " of " + rows.size() + " rows of the " + set
                    + " set have no usable label: " + firstOf(bad) + "; wanted " + labels
                    + (labels == 1 ? " finite number each" : " numbers each, finite or NaN but not all NaN"));
        }
    }

    /** What is suspicious and no error, as sentences. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        warnAboutRepeats(warnings, "training", train);
        warnAboutOverlap(warnings, "training", train, "validation", validation);
        warnAboutOverlap(warnings, "training", train, "test", test);
        warnAboutOverlap(warnings, "validation", validation, "test", test);
        return warnings;
    }

    private static void warnAboutRepeats(List<String> warnings, String set, List<LabelledText> rows) {
        Set<String> seen = new HashSet<>();
        List<String> repeated = rows.stream()
                .filter(row -> !seen.add(identity(row)))
                .map(row -> shortened(row.key()))
                .toList();
        if (!repeated.isEmpty()) {
            warnings.add("the " + set + " set has " + repeated.size() + " keys twice: " + firstOf(repeated));
        }
    }

    private static void warnAboutOverlap(
            List<String> warnings, String one, List<LabelledText> ones, String other, List<LabelledText> others) {
        Set<String> keys = new HashSet<>();
        ones.forEach(row -> keys.add(identity(row)));
        List<String> both = others.stream()
                .filter(row -> keys.contains(identity(row)))
                .map(row -> shortened(row.key()))
                .toList();
        if (!both.isEmpty()) {
            warnings.add("the " + one + " and the " + other + " set share " + both.size() + " of " + others.size()
                    + " keys, so that figures on the latter are too good: " + firstOf(both));
        }
    }

    private static String identity(LabelledText row) {
        return row.group() + '\0' + row.key();
    }

    /** The beginning of a list for a message. */
    public static String firstOf(List<String> items) {
        String first = String.join(", ", items.subList(0, Math.min(NAMED, items.size())));
        return items.size() <= NAMED ? first : first + " and " + (items.size() - NAMED) + " more";
    }

    /** A key that fits into a message. */
    public static String shortened(String key) {
        return key.length() <= 80 ? key : key.substring(0, 77) + "...";
    }
}
