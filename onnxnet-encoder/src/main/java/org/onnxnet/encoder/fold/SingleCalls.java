package org.onnxnet.encoder.fold;

import java.util.ArrayList;
import java.util.List;

/** Puts definitions that are called once only, and not in a run, back where they are called. */
final class SingleCalls {
    private final List<List<Item>> sequences;

    /** @param sequences the main one, and the bodies of the definitions by number; changed */
    SingleCalls(List<List<Item>> sequences) {
        this.sequences = sequences;
    }

    void inline() {
        int[] calls = new int[sequences.size()];
        for (List<Item> sequence : sequences) {
            for (Item item : sequence) {
                if (item.shape().isCall()) {
                    calls[item.shape().callee()] += item.shape().isRun() ? 2 : 1;
                }
            }
        }
        for (int i = 0; i < sequences.size(); i++) {
            sequences.set(i, inlined(sequences.get(i), calls));
        }
    }

    private List<Item> inlined(List<Item> items, int[] calls) {
        List<Item> result = new ArrayList<>();
        for (Item item : items) {
            if (item.shape().isCall()
                    && !item.shape().isRun()
                    && calls[item.shape().callee()] == 1) {
                List<Item> body = sequences.get(item.shape().callee()).stream()
                        .map(inner -> inner.bind(item.arguments()))
                        .toList();
                result.addAll(inlined(body, calls));
            } else {
                result.add(item);
            }
        }
        return result;
    }
}
