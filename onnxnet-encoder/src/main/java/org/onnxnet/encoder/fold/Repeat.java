package org.onnxnet.encoder.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places at which items of the same shapes follow each other, and the definition that can stand for all of them: numbers that
 * differ between the places are its parameters, and those that go together at all places are one.
 */
final class Repeat {
    private final List<Item> body = new ArrayList<>();
    private final List<List<String>> arguments = new ArrayList<>();
    private final int length;
    private final int saving;

    /**
     * @param items the sequence
     * @param starts where the places start; they do not overlap
     * @param length items at each place
     */
    Repeat(List<Item> items, List<Integer> starts, int length) {
        this.length = length;
        starts.forEach(start -> arguments.add(new ArrayList<>()));
        Map<List<String>, String> parameters = new HashMap<>();
        for (int i = 0; i < length; i++) {
            Item first = items.get(starts.get(0) + i);
            List<String> numbers = new ArrayList<>();
            for (int slot = 0; slot < first.numbers().size(); slot++) {
                List<String> column = new ArrayList<>(starts.size());
                for (int start : starts) {
                    column.add(items.get(start + i).numbers().get(slot));
                }
                numbers.add(isUniform(column) ? column.get(0) : parameters.computeIfAbsent(column, this::parameter));
            }
            body.add(new Item(first.shape(), numbers));
        }
        this.saving = saving(items, starts);
    }

    private static boolean isUniform(List<String> column) {
        String first = column.get(0);
        // A parameter of the definition around it has no meaning in this one.
        return !first.startsWith("$") && column.stream().allMatch(first::equals);
    }

    private String parameter(List<String> column) {
        for (int place = 0; place < column.size(); place++) {
            arguments.get(place).add(column.get(place));
        }
        return "$" + arguments.get(0).size();
    }

    private int saving(List<Item> items, List<Integer> starts) {
        // The name, the equals sign and the line break.
        int after = 3 + body.stream().mapToInt(Item::cost).sum();
        int before = 0;
        for (int place = 0; place < starts.size(); place++) {
            after += Item.call(0, arguments.get(place)).cost();
            for (int i = 0; i < length; i++) {
                before += items.get(starts.get(place) + i).cost();
            }
        }
        return before - after;
    }

    /** How many tokens fewer there are with the definition. */
    int saving() {
        return saving;
    }

    int length() {
        return length;
    }

    /** What the definition stands for. */
    List<Item> body() {
        return body;
    }

    /** The arguments of the call at a place. */
    List<String> arguments(int place) {
        return arguments.get(place);
    }
}
