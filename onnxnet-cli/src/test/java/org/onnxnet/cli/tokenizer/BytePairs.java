package org.onnxnet.cli.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Byte-pair encoding of names (Sennrich et al. 2016): which two neighbours become one piece, the most frequent first. */
final class BytePairs {
    /** Two pieces that become one. */
    record Merge(String left, String right) {
        String whole() {
            return left + right;
        }
    }

    private final List<List<String>> names = new ArrayList<>();

    /** @param names each counts once; only their letters and underscores can become pieces */
    BytePairs(List<String> names) {
        for (String name : names) {
            for (String run : name.split("[^A-Za-z_]+", -1)) {
                this.names.add(new ArrayList<>(
                        run.chars().mapToObj(Character::toString).toList()));
            }
        }
    }

    /** Merges the pair that is most frequent now; the first in the alphabet of those. */
    Merge next() {
        Map<Merge, Integer> counts = new HashMap<>();
        for (List<String> name : names) {
            for (int i = 1; i < name.size(); i++) {
                counts.merge(new Merge(name.get(i - 1), name.get(i)), 1, Integer::sum);
            }
        }
        Merge best = counts.entrySet().stream()
                .min(Comparator.<Map.Entry<Merge, Integer>>comparingInt(entry -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().left())
                        .thenComparing(entry -> entry.getKey().right()))
                .orElseThrow()
                .getKey();
        names.forEach(name -> apply(name, best));
        return best;
    }

    private static void apply(List<String> name, Merge merge) {
        for (int i = 1; i < name.size(); i++) {
            if (name.get(i - 1).equals(merge.left()) && name.get(i).equals(merge.right())) {
                name.set(i - 1, merge.whole());
                name.remove(i);
            }
        }
    }
}
