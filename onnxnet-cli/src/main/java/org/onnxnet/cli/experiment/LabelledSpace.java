package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.label.LabelFiles;
import org.onnxnet.bench.label.LabelTable;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.feature.Examples;
import org.onnxnet.predictor.feature.Features;
import org.onnxnet.predictor.metric.Ranks;

/**
 * Architectures of one space with what one protocol measured, and the features of their networks.
 *
 * @param keys the architectures as texts
 * @param labels one an architecture, higher is better
 * @param known the features that somebody has asked for, by architecture; parts of a space share them
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared, never given away
record LabelledSpace(
        String space, String protocol, List<String> keys, double[] labels, ConcurrentMap<String, float[]> known) {
    private static final int LEAST_TO_RANK = 10;

    /** Where the features are that baselines rank by. */
    private static final int PARAMS = Features.names().indexOf("log params");

    private static final int MACS = Features.names().indexOf("log macs");

    static LabelledSpace read(String space, Path data, String protocol) throws IOException {
        return readEach(space, data, List.of(protocol)).get(0);
    }

    /** What each of several protocols measured. They share the features of the architectures. */
    static List<LabelledSpace> readEach(String space, Path data, List<String> protocols) throws IOException {
        LabelTable table = LabelFiles.read(space, data);
        ConcurrentMap<String, float[]> known = new ConcurrentHashMap<>();
        return protocols.stream()
                .map(protocol -> of(space, protocol, table.labels(protocol), known))
                .toList();
    }

    private static LabelledSpace of(
            String space, String protocol, Labels labels, ConcurrentMap<String, float[]> known) {
        List<String> keys = List.copyOf(labels.asMap().keySet());
        double[] values =
                keys.stream().mapToDouble(key -> labels.find(key).orElseThrow()).toArray();
        return new LabelledSpace(space, protocol, keys, values, known);
    }

    /**
     * Architectures with what several protocols measured of the same ones: the label is their mean rank.
     *
     * @param protocols one or more; of one the label is the value itself
     */
    static LabelledSpace read(String space, Path data, List<String> protocols) throws IOException {
        LabelTable table = LabelFiles.read(space, data);
        String name = protocols.get(0);
        LabelledSpace first = of(space, name, table.labels(name), new ConcurrentHashMap<>());
        if (protocols.size() == 1) {
            return first;
        }
        double[] sum = new double[first.size()];
        for (String protocol : protocols) {
            Labels labels = table.labels(protocol);
            double[] ranks = Ranks.ascending(
                    first.keys().stream().mapToDouble(labels::get).toArray());
            Arrays.setAll(sum, i -> sum[i] + ranks[i] / protocols.size());
        }
        return new LabelledSpace(space, String.join(" and ", protocols), first.keys(), sum, first.known());
    }

    /** The features of the networks, one row an architecture; counted when they are first asked for, as few may be. */
    float[][] features() {
        try (Progress progress = Progress.of(space, size())) {
            return IntStream.range(0, size())
                    .parallel()
                    .mapToObj(row -> {
                        float[] counted = features(row);
                        progress.step();
                        return counted;
                    })
                    .toArray(float[][]::new);
        }
    }

    /** The features of one network. */
    float[] features(int row) {
        String key = keys.get(row);
        float[] counted = known.get(key);
        if (counted == null) {
            counted = Features.of(network(SearchSpaces.named(space), key));
            known.put(key, counted);
        }
        return counted;
    }

    private static <A> OnnxGraph network(SearchSpace<A> space, String key) {
        return space.toGraph(space.parse(key));
    }

    int size() {
        return labels.length;
    }

    Examples examples() {
        return new Examples(features(), labels, 1);
    }

    double[] params() {
        return column(PARAMS);
    }

    double[] macs() {
        return column(MACS);
    }

    private double[] column(int feature) {
        return Arrays.stream(features()).mapToDouble(row -> row[feature]).toArray();
    }

    /** All architectures in an order that the seed decides. */
    int[] shuffled(long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The networks, in order. */
    List<OnnxGraph> graphs() {
        return keys.parallelStream()
                .map(key -> network(SearchSpaces.named(space), key))
                .toList();
    }

    /**
     * The architectures that are not among others of the same space.
     *
     * @throws OnnxNetException if too few are left to rank
     */
    LabelledSpace unseenIn(List<LabelledSpace> others) {
        Set<String> seen = others.stream()
                .filter(other -> other.space.equals(space))
                .flatMap(other -> other.keys.stream())
                .collect(Collectors.toSet());
        LabelledSpace unseen = only(IntStream.range(0, size())
                .filter(row -> !seen.contains(keys.get(row)))
                .toArray());
        if (unseen.size() < LEAST_TO_RANK) {
            throw new OnnxNetException("found " + unseen.size() + " architectures of " + space + " to test on, wanted "
                    + LEAST_TO_RANK + " or more: the other " + (size() - unseen.size())
                    + " are trained on; train on fewer, or give the test source of the recipe another seed");
        }
        return unseen;
    }

    /** The first so many, or all. */
    LabelledSpace first(int count) {
        return only(IntStream.range(0, Math.min(count, size())).toArray());
    }

    LabelledSpace only(int[] rows) {
        return new LabelledSpace(
                space,
                protocol,
                Arrays.stream(rows).mapToObj(keys::get).toList(),
                Arrays.stream(rows).mapToDouble(row -> labels[row]).toArray(),
                known);
    }
}
