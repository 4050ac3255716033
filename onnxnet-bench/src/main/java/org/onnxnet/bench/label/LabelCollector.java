package org.onnxnet.bench.label;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers values one by one and averages those of one protocol and key. Not thread-safe. */
final class LabelCollector {
    private final Map<Protocol, Map<String, double[]>> sums = new LinkedHashMap<>();

    void add(Protocol protocol, String key, double value) {
        double[] sum =
                sums.computeIfAbsent(protocol, p -> new LinkedHashMap<>()).computeIfAbsent(key, k -> new double[2]);
        sum[0] += value;
        sum[1]++;
    }

    LabelTable table(String space) {
        List<Labels> columns = new ArrayList<>();
        sums.forEach((protocol, byKey) -> {
            Map<String, Double> means = new LinkedHashMap<>();
            byKey.forEach((key, sum) -> means.put(key, sum[0] / sum[1]));
            columns.add(Labels.of(protocol, means));
        });
        return LabelTable.of(space, columns);
    }
}
