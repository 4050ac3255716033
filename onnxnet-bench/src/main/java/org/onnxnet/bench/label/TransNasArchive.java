package org.onnxnet.bench.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.pickle.TorchFile;

/**
 * The released results of TransNAS-Bench-101, {@code transnas-bench_v10141024.pth}: for each architecture and task a list of
 * values by epoch for each metric. Protocols are named {@code TASK/METRIC@final} and {@code TASK/METRIC@best}, as the
 * published interface calls its modes; the best is the largest.
 */
public final class TransNasArchive {
    private TransNasArchive() {}

    /**
     * Reads the metrics on validation and test data of one part of the archive.
     *
     * @param part {@code micro} or {@code macro}; the table is for the space {@code transnas-PART}
     * @throws IOException if the file cannot be read
     * @throws BenchException if it holds something else or has no such part
     */
    public static LabelTable read(Path file, String part) throws IOException {
        Object data = TorchFile.read(file) instanceof Map<?, ?> archive ? archive.get("data") : null;
        if (!(data instanceof Map<?, ?> parts)) {
            throw new BenchException(file + " has no 'data', wanted the archive of TransNAS-Bench-101");
        }
        if (!(parts.get(part) instanceof Map<?, ?> architectures)) {
            throw new BenchException(file + " has no part '" + part + "', wanted one of " + parts.keySet());
        }
        LabelCollector labels = new LabelCollector();
        architectures.forEach((key, tasks) -> {
            for (Map.Entry<?, ?> task : mapOf(tasks).entrySet()) {
                mapOf(mapOf(task.getValue()).get("metrics"))
                        .forEach((metric, values) -> add(
                                String.valueOf(key),
                                String.valueOf(task.getKey()),
                                String.valueOf(metric),
                                values,
                                labels));
            }
        });
        return labels.table("transnas-" + part);
    }

    private static void add(String key, String task, String metric, @Nullable Object values, LabelCollector labels) {
        boolean valid = metric.startsWith("valid_");
        List<Double> byEpoch = numbers(values);
        if ((valid || metric.startsWith("test_")) && !byEpoch.isEmpty()) {
            String split = valid ? "valid" : "test";
            String name = task + "/" + metric;
            double last = byEpoch.get(byEpoch.size() - 1);
            double best =
                    byEpoch.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            labels.add(protocol(name + "@final", task, split, metric, "last epoch"), key, last);
            labels.add(protocol(name + "@best", task, split, metric, "best epoch"), key, best);
        }
    }

    private static Protocol protocol(String name, String task, String split, String metric, String epoch) {
        return new Protocol(name, "Taskonomy " + task, split, metric.substring(metric.indexOf('_') + 1), 0, epoch);
    }

    private static List<Double> numbers(@Nullable Object values) {
        List<Double> numbers = new ArrayList<>();
        for (Object value : values instanceof List<?> list ? list : List.of()) {
            if (value instanceof Number number) {
                numbers.add(number.doubleValue());
            }
        }
        return numbers;
    }

    private static Map<?, ?> mapOf(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
