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
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.measured.MeasuredNetworks;
import org.onnxnet.cli.output.Failure;
import org.onnxnet.cli.output.Progress;
import org.onnxnet.cli.train.ArchitectureTexts;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.feature.Examples;
import org.onnxnet.predictor.feature.Features;
import org.onnxnet.predictor.metric.Ranks;
import org.onnxnet.trainer.data.LabelledText;

/**
 * Architectures of one space with what one protocol measured, and the features of their networks.
 *
 * @param networks where the networks come from
 * @param protocol what was measured
 * @param keys the architectures as texts
 * @param labels one an architecture, higher is better
 * @param known the features that somebody has asked for, by architecture; parts of a space share them
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared, never given away
record LabelledSpace(
        MeasuredNetworks networks,
        String protocol,
        List<String> keys,
        double[] labels,
        ConcurrentMap<String, float[]> known) {
    /** Where the features are that baselines rank by. */
    private static final int PARAMS = Features.names().indexOf("log params");

    private static final int MACS = Features.names().indexOf("log macs");

    /**
     * What one protocol measured.
     *
     * @param space a search space or a folder of networks in {@code data}, as {@link MeasuredNetworks#of} takes them
     */
    static LabelledSpace read(String space, Path data, String protocol) throws IOException {
        return readEach(space, data, List.of(protocol)).get(0);
    }

    /** What each of several protocols measured. They share the features of the architectures. */
    static List<LabelledSpace> readEach(String space, Path data, List<String> protocols) throws IOException {
        MeasuredNetworks networks = MeasuredNetworks.of(space, data);
        ConcurrentMap<String, float[]> known = new ConcurrentHashMap<>();
        return networks.labels(protocols).stream()
                .map(labels -> of(networks, labels, known))
                .toList();
    }

    private static LabelledSpace of(MeasuredNetworks networks, Labels labels, ConcurrentMap<String, float[]> known) {
        List<String> keys = List.copyOf(labels.asMap().keySet());
        double[] values = keys.stream().mapToDouble(labels::get).toArray();
        return new LabelledSpace(networks, labels.protocol().name(), keys, values, known);
    }

    /**
     * Architectures with what several protocols measured of the same ones: the label is their mean rank.
     *
     * @param protocols one or more; of one the label is the value itself
     */
    static LabelledSpace read(String space, Path data, List<String> protocols) throws IOException {
        MeasuredNetworks networks = MeasuredNetworks.of(space, data);
        List<Labels> measured = networks.labels(protocols);
        LabelledSpace first = of(networks, measured.get(0), new ConcurrentHashMap<>());
        if (protocols.size() == 1) {
            return first;
        }
        double[] sum = new double[first.size()];
        for (Labels labels : measured) {
            double[] ranks = Ranks.ascending(
                    first.keys().stream().mapToDouble(labels::get).toArray());
            Arrays.setAll(sum, i -> sum[i] + ranks[i] / protocols.size());
        }
        return new LabelledSpace(networks, String.join(" and ", protocols), first.keys(), sum, first.known());
    }

    /** What the networks are called together. */
    String space() {
        return networks.name();
    }

    /** The features of the networks, one row an architecture; counted when they are first asked for, as few may be. */
    float[][] features() {
        try (Progress progress = Progress.of(space(), size())) {
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
            counted = Failure.naming(space() + " " + key, () -> Features.of(networks.network(key)));
            known.put(key, counted);
        }
        return counted;
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
                .map(key -> Failure.naming(space() + " " + key, () -> networks.network(key)))
                .toList();
    }

    /** The networks as texts, in order. */
    List<String> texts(ArchitectureTexts texts) {
        return texts.of(networks, keys);
    }

    /**
     * The networks as texts with their labels, to train on.
     *
     * @param group of networks that compare with each other
     */
    List<LabelledText> labelledTexts(ArchitectureTexts texts, String group) {
        return texts.labelled(networks, keys, labels, group);
    }

    /**
     * The architectures that are not among others of the same space.
     *
     * @throws OnnxNetException if too few are left to rank
     */
    LabelledSpace unseenIn(List<LabelledSpace> others) {
        Set<String> seen = others.stream()
                .filter(other -> other.space().equals(space()))
                .flatMap(other -> other.keys.stream())
                .collect(Collectors.toSet());
        LabelledSpace unseen = only(IntStream.range(0, size())
                .filter(row -> !seen.contains(keys.get(row)))
                .toArray());
        if (unseen.size() < SampleSize.LEAST) {
            int trainedOn = size() - unseen.size();
            throw new OnnxNetException(
                    "found " + unseen.size() + " architectures of " + space() + " to test on, wanted "
                            + SampleSize.LEAST + " or more"
                            + (trainedOn == 0
                                    ? ""
                                    : ": the other " + trainedOn
                                            + " are trained on; train on fewer, or test on others, as another seed draws them"));
        }
        return unseen;
    }

    /** The first so many, or all. */
    LabelledSpace first(int count) {
        return only(IntStream.range(0, Math.min(count, size())).toArray());
    }

    LabelledSpace only(int[] rows) {
        return new LabelledSpace(
                networks,
                protocol,
                Arrays.stream(rows).mapToObj(keys::get).toList(),
                Arrays.stream(rows).mapToDouble(row -> labels[row]).toArray(),
                known);
    }
}
