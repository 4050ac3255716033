package org.onnxnet.bench.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.network.Digest;
import org.onnxnet.bench.network.ExportedNodes;
import org.onnxnet.bench.network.TracedNetwork;
import org.onnxnet.bench.network.WeightElements;

/**
 * Networks whose figures were measured on what the published PyTorch code exports and onnx-simplifier 0.4.36 leaves. They lie
 * in a file named after the space, one a line.
 */
public final class NamedNetworks {
    private NamedNetworks() {}

    /**
     * One network with its figures.
     *
     * @param exportedNodes nodes before onnx-simplifier
     * @param operators {@code Add:47 Conv:37 ...}
     */
    public record Row(
            String architecture,
            long parameters,
            long macs,
            long weightElements,
            int exportedNodes,
            int nodes,
            String digest,
            String operators) {
        private static Row parse(String line) {
            String[] f = line.split("; ", -1);
            return new Row(
                    f[0],
                    Long.parseLong(f[1]),
                    Long.parseLong(f[2]),
                    Long.parseLong(f[3]),
                    Integer.parseInt(f[4]),
                    Integer.parseInt(f[5]),
                    f[6],
                    f[7]);
        }
    }

    public static List<Row> of(String space) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NamedNetworks.class.getResourceAsStream(space + ".txt"), space),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Row::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test for each network of a space: that its generated graph has the figures. */
    public static <A> Stream<DynamicTest> tests(SearchSpace<A> space) {
        return of(space.name()).stream()
                .map(row -> DynamicTest.dynamicTest(row.architecture(), () -> check(space, row)));
    }

    private static <A> void check(SearchSpace<A> space, Row row) {
        A architecture = space.parse(row.architecture());
        TracedNetwork traced = space.trace(architecture, space.defaults());
        OnnxGraph graph = traced.toGraph();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(traced.parameters()).as("parameters").isEqualTo(row.parameters());
        softly.assertThat(traced.macs()).as("MACs").isEqualTo(row.macs());
        softly.assertThat(WeightElements.count(graph)).as("weight elements").isEqualTo(row.weightElements());
        softly.assertThat(ExportedNodes.count(traced)).as("exported nodes").isEqualTo(row.exportedNodes());
        softly.assertThat(graph.nodes()).as("nodes").hasSize(row.nodes());
        softly.assertThat(operators(graph.statistics().operators()))
                .as("operators")
                .isEqualTo(row.operators());
        softly.assertThat(Digest.of(graph)).as("digest").isEqualTo(row.digest());
        softly.assertAll();
        assertThat(graph.check()).isEmpty();
    }

    private static String operators(Map<String, Integer> histogram) {
        return new TreeMap<>(histogram)
                .entrySet().stream()
                        .map(e -> e.getKey() + ":" + e.getValue())
                        .reduce((a, b) -> a + " " + b)
                        .orElse("");
    }
}
