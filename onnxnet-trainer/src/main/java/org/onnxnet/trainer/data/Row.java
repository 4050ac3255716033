package org.onnxnet.trainer.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.onnxnet.predictor.text.Tokenizer;

/** A text as the network sees it. Not changed after it was made. */
public final class Row {
    private final String key;
    private final int group;
    private final int[] tokens;
    private final double[] labels;

    private Row(String key, int group, int[] tokens, double[] labels) {
        this.key = key;
        this.group = group;
        this.tokens = tokens;
        this.labels = labels;
    }

    /** Tokenises texts; those of more than {@code maxTokens} lose their end. */
    public static List<Row> of(List<LabelledText> texts, Tokenizer tokenizer, int maxTokens) {
        List<int[]> tokens =
                tokenizer.encode(texts.stream().map(LabelledText::text).toList());
        Map<String, Integer> groups = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            LabelledText text = texts.get(i);
            rows.add(new Row(
                    text.key(),
                    groups.computeIfAbsent(text.group(), name -> groups.size()),
                    tokenizer.cut(tokens.get(i), maxTokens),
                    text.labels().stream().mapToDouble(Double::doubleValue).toArray()));
        }
        return rows;
    }

    /** Tokenises texts without labels, named by their number from 0. */
    public static List<Row> unlabelled(List<String> texts, Tokenizer tokenizer, int maxTokens) {
        return of(
                IntStream.range(0, texts.size())
                        .mapToObj(i -> new LabelledText("text " + i, "", texts.get(i), List.of()))
                        .toList(),
                tokenizer,
                maxTokens);
    }

    /** Names the network in messages. */
    public String key() {
        return key;
    }

    /** The number of the group, from 0. */
    public int group() {
        return group;
    }

    /** With special tokens; not to be changed. */
    public int[] tokens() {
        return tokens;
    }

    /** The number of labels. */
    public int labels() {
        return labels.length;
    }

    /** The label for an output of the model, NaN where it is not known. */
    public double label(int output) {
        return labels[output];
    }
}
