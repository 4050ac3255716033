package org.onnxnet.bench.label;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;

/**
 * The results of one architecture for one number of epochs, as NAS-Bench-201 and NATS-Bench pickle them: runs by data set
 * and seed, each with an accuracy by {@code SET@EPOCH}. The last epoch of every run counts, and runs of one data set are
 * averaged, as the published interface does.
 */
final class ArchResults {
    private static final Map<String, Set<String>> SETS = Map.of(
            "cifar10-valid", Set.of("x-valid", "ori-test"),
            "cifar10", Set.of("ori-test"),
            "cifar100", Set.of("x-valid", "x-test"),
            "ImageNet16-120", Set.of("x-valid", "x-test"));

    private ArchResults() {}

    /** @param results what {@code ArchResults.state_dict()} gave */
    static void add(Map<?, ?> results, LabelCollector labels) {
        if (!(results.get("arch_str") instanceof String key)
                || !(results.get("all_results") instanceof Map<?, ?> runs)
                || !(results.get("dataset_seed") instanceof Map<?, ?> seeds)) {
            throw new BenchException(
                    "found results with " + results.keySet() + ", wanted arch_str, all_results and dataset_seed");
        }
        seeds.forEach((dataset, list) -> {
            for (Object seed : list instanceof List<?> l ? l : List.of()) {
                if (runs.get(List.of(dataset, seed)) instanceof Map<?, ?> run) {
                    addRun(key, String.valueOf(dataset), run, labels);
                } else {
                    throw new BenchException("found no run of " + dataset + " with seed " + seed + " for " + key);
                }
            }
        });
    }

    private static void addRun(String key, String dataset, Map<?, ?> run, LabelCollector labels) {
        if (!(run.get("epochs") instanceof Long epochs)) {
            throw new BenchException("found a run of " + key + " without epochs");
        }
        for (String set : SETS.getOrDefault(dataset, Set.of()).stream().sorted().toList()) {
            Double accuracy = accuracy(run.get("eval_acc1es"), set + "@" + (epochs - 1));
            if (accuracy != null) {
                labels.add(protocol(dataset, set, epochs.intValue()), key, accuracy);
            }
        }
    }

    private static @Nullable Double accuracy(@Nullable Object evaluations, String at) {
        return evaluations instanceof Map<?, ?> map && map.get(at) instanceof Number value ? value.doubleValue() : null;
    }

    private static Protocol protocol(String dataset, String set, int epochs) {
        String trained = dataset.equals("cifar10") ? "train+valid" : "train";
        return new Protocol(
                dataset + "/" + set + "@" + epochs,
                dataset.equals("cifar10-valid") ? "cifar10" : dataset,
                set.equals("x-valid") ? "valid" : "test",
                "accuracy in percent",
                epochs,
                "trained on " + trained + ", mean of runs");
    }
}
