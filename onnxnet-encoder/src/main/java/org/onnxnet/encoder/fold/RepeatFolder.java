package org.onnxnet.encoder.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what repeats in a sequence once. Again and again the repeat that saves most tokens becomes a definition, in the
 * sequence as in the definitions made before, as in off-line grammar compression (Apostolico and Lonardi 2000); numbers that
 * differ become parameters, and what follows itself becomes a run. Deterministic. For single use.
 */
public final class RepeatFolder {
    /** Networks need a few dozen; each costs a look at the whole sequence. */
    private static final int MAX_DEFINITIONS = 128;

    /** The sequence, and behind it the bodies of the definitions. */
    private final List<List<Item>> sequences = new ArrayList<>();

    private RepeatFolder() {}

    /**
     * Folds a sequence.
     *
     * @param statements each without spaces outside strings and parentheses, and none that looks like a call
     */
    public static Folded fold(List<String> statements) {
        RepeatFolder folder = new RepeatFolder();
        List<Item> main = new ArrayList<>();
        statements.forEach(statement -> main.add(Item.of(statement)));
        folder.sequences.add(inRuns(main));
        if (statements.size() < SuffixOrder.MAX_LENGTH / 2) {
            folder.findRepeats();
        }
        new SingleCalls(folder.sequences).inline();
        return folder.toFolded();
    }

    private void findRepeats() {
        while (sequences.size() <= MAX_DEFINITIONS) {
            List<Item> items = new ArrayList<>();
            int[] ends = new int[sequences.size()];
            for (int i = 0; i < ends.length; i++) {
                items.addAll(sequences.get(i));
                items.add(Item.of(""));
                ends[i] = items.size() - 1;
            }
            RepeatSearch.Found found = new RepeatSearch(items, numbered(items, ends)).best();
            if (found == null) {
                return;
            }
            define(found, items, ends);
        }
    }

    private static int[] numbered(List<Item> items, int[] ends) {
        Map<Item.Shape, Integer> numbers = new HashMap<>();
        int[] shapes = new int[items.size()];
        for (int i = 0; i < shapes.length; i++) {
            Integer number = numbers.putIfAbsent(items.get(i).shape(), numbers.size() + 1);
            shapes[i] = number == null ? numbers.size() : number;
        }
        for (int i = 0; i < ends.length; i++) {
            shapes[ends[i]] = numbers.size() + 1 + i;
        }
        return shapes;
    }

    /** Puts calls in the place of what a new definition stands for. */
    private void define(RepeatSearch.Found found, List<Item> items, int[] ends) {
        Repeat repeat = found.repeat();
        int definition = sequences.size();
        int at = 0;
        int place = 0;
        for (int i = 0; i < ends.length; i++) {
            List<Item> changed = new ArrayList<>();
            while (at < ends[i]) {
                if (place < found.starts().size() && found.starts().get(place) == at) {
                    changed.add(Item.call(definition, repeat.arguments(place)));
                    at += repeat.length();
                    place++;
                } else {
                    changed.add(items.get(at++));
                }
            }
            at++;
            sequences.set(i, inRuns(changed));
        }
        sequences.add(inRuns(repeat.body()));
    }

    /** What follows itself as a run, where that is not longer. */
    private static List<Item> inRuns(List<Item> items) {
        List<Item> runs = new ArrayList<>();
        int at = 0;
        while (at < items.size()) {
            Item item = items.get(at);
            int end = at + 1;
            while (!item.shape().isRun() && end < items.size() && item.isLike(items.get(end))) {
                end++;
            }
            Item run = end - at > 1 ? item.times(end - at) : item;
            if (run.cost() <= (end - at) * item.cost()) {
                runs.add(run);
            } else {
                runs.addAll(items.subList(at, end));
            }
            at = end;
        }
        return runs;
    }

    private Folded toFolded() {
        List<Integer> order = new ArrayList<>();
        visit(0, new boolean[sequences.size()], order);
        order.remove(order.size() - 1);
        List<String> names = new ArrayList<>(Collections.nCopies(sequences.size(), ""));
        List<Folded.Definition> definitions = new ArrayList<>();
        for (int definition : order) {
            names.set(definition, DefinitionNames.name(definitions.size()));
            List<String> body = sequences.get(definition).stream()
                    .map(item -> item.text(names))
                    .toList();
            definitions.add(new Folded.Definition(names.get(definition), String.join(" ", body)));
        }
        List<Folded.Part> main = sequences.get(0).stream()
                .map(item -> new Folded.Part(item.text(names), size(item)))
                .toList();
        return new Folded(definitions, main);
    }

    /** How many statements of the main sequence an item in it stands for. */
    private int size(Item item) {
        int once = item.shape().isCall()
                ? sequences.get(item.shape().callee()).stream()
                        .mapToInt(inner -> size(inner.bind(item.arguments())))
                        .sum()
                : 1;
        return once * item.times();
    }

    /** Adds a sequence behind those that it calls. Definitions nest less deep than there can be of them. */
    private void visit(int sequence, boolean[] done, List<Integer> order) {
        if (!done[sequence]) {
            done[sequence] = true;
            for (Item item : sequences.get(sequence)) {
                if (item.shape().isCall()) {
                    visit(item.shape().callee(), done, order);
                }
            }
            order.add(sequence);
        }
    }
}
