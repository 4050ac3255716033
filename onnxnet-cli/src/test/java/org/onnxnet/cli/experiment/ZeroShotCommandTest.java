package org.onnxnet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.label.OnnxBenchFolder;
import org.onnxnet.cli.Cli;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.predictor.TinyModel;

class ZeroShotCommandTest {
    @TempDir
    Path folder;

    /** With the opposite on CIFAR-100. */
    @BeforeEach
    void writeTable() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : ConvolutionTable.of(60).lines().toList()) {
            List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
            if (!line.startsWith("arch,")) {
                cells.set(3, String.valueOf(170 - Integer.parseInt(cells.get(3))));
            }
            lines.add(String.join(",", cells));
        }
        Files.write(folder.resolve("nasbench201.csv"), lines);
    }

    private Cli run(String toProtocols, Object... more) {
        return run(List.of("nasbench201", "cifar10_test", "nasbench201", toProtocols), more);
    }

    private Cli run(List<String> fromAndTo, Object... more) {
        List<Object> words = new ArrayList<>(List.of("experiment", "zero-shot"));
        words.addAll(fromAndTo);
        words.addAll(List.of("--data", folder));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    @Test
    void ranksWhatItHasNotSeen() {
        Cli result = run("cifar10_valid", "--n=20,30", "--seeds=1,2", "--csv");
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> rows = result.out().lines().skip(1).toList();
        assertThat(rows.stream().map(row -> row.substring(0, row.indexOf(',', 3))))
                .containsExactly(
                        "20,params",
                        "20,macs",
                        "20,features",
                        "20,features and params",
                        "20,paths",
                        "20,paths and half params",
                        "20,features and paths and params",
                        "30,params",
                        "30,macs",
                        "30,features",
                        "30,features and params",
                        "30,paths",
                        "30,paths and half params",
                        "30,features and paths and params");
        assertThat(rows).allMatch(row -> row.split(",", -1)[2].equals("2"));
        assertThat(tau(rows, "30,features"))
                .as("accuracy is the number of convolutions")
                .isGreaterThan(0.5);
    }

    @Test
    void testsEachProtocolWithTheSameModel() {
        List<String> both = run("cifar10_valid,cifar100_test", "--n=20", "--seeds=1", "--csv")
                .out()
                .lines()
                .skip(1)
                .toList();
        List<String> one = run("cifar100_test", "--n=20", "--seeds=1", "--csv")
                .out()
                .lines()
                .skip(1)
                .toList();
        assertThat(both.subList(0, 7)).allMatch(row -> row.startsWith("20 to nasbench201 cifar10_valid,"));
        assertThat(both.subList(7, 14).stream().map(row -> row.replace(" to nasbench201 cifar100_test", "")))
                .isEqualTo(one);
        assertThat(tau(one, "20,features")).isNegative();
        assertThat(tau(both, "20 to nasbench201 cifar10_valid,features")).isPositive();
    }

    @Test
    void entersALanguageModel() throws IOException {
        Path model = TinyModel.write(Files.createDirectory(folder.resolve("model")));
        Cli result = run("cifar100_test", "--n=20", "--seeds=1", "--csv", "--model", model);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines().skip(8).map(row -> row.split(",", -1)[1]))
                .containsExactly(
                        "language model",
                        "language model and params",
                        "language model and features",
                        "language model and features and params");
    }

    @Test
    void takesNetworksThatCarryTheirAccuracies() throws IOException {
        ConvolutionTable.saveNetworks(40, folder.resolve("einspace/AddNIST/seed=1"));
        Cli to = run(List.of("nasbench201", "cifar10_test", "einspace", "AddNIST"), "--n=30", "--seeds=1", "--csv");
        assertThat(to.exitCode()).as(to.err()).isZero();
        assertThat(tau(to.out().lines().toList(), "30,features")).isGreaterThan(0.5);
        Cli from = run(List.of("einspace", "AddNIST", "nasbench201", "cifar10_test"), "--n=30", "--seeds=1", "--csv");
        assertThat(from.exitCode()).as(from.err()).isZero();
        assertThat(tau(from.out().lines().toList(), "30,features")).isGreaterThan(0.5);
    }

    @Test
    void saysWhichNetworkIsBad() throws IOException {
        ConvolutionTable.saveNetworks(12, folder.resolve("einspace/AddNIST"));
        OnnxGraph circle = OnnxGraph.build(17, graph -> {
            graph.node(relu("b", "a"));
            graph.node(relu("a", "b"));
            graph.output("b", ElementType.FLOAT, 1);
        });
        OnnxBenchFolder.withAccuracy(circle, 80).save(folder.resolve("einspace/AddNIST/circle.onnx"));
        Cli result = Cli.run(
                "experiment", "few-shot", "einspace", "--protocol=AddNIST", "--data", folder, "--n=10", "--seeds=1");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("einspace AddNIST/circle: ");
    }

    private static Node relu(String input, String output) {
        return new Node("", OpId.of("Relu"), List.of(input), List.of(output), List.of());
    }

    @Test
    void saysWhatItWouldReadOfASpaceThatIsNotThere() {
        Cli result = run(List.of("nasbench201", "cifar10_test", "einspace", "AddNIST"), "--n=20");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("no search space 'einspace' and no such folder in " + folder)
                .contains("wanted a folder of .onnx files with their accuracies");
    }

    @Test
    void wantsAllOfItsWords() {
        Cli result = Cli.run(
                "experiment", "zero-shot", "nasbench201", "cifar10_test", "nasbench201", "--data", folder.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("TO-PROTOCOL");
    }

    @Test
    void wantsNoMoreThanThereIs() {
        Cli result = run("cifar100_test", "--n=61");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--n is 61, wanted 10 to 60 of nasbench201");
    }

    private static double tau(List<String> rows, String start) {
        return rows.stream()
                .filter(row -> row.startsWith(start + ","))
                .mapToDouble(row -> Double.parseDouble(row.split(",", -1)[3]))
                .findFirst()
                .orElseThrow();
    }
}
