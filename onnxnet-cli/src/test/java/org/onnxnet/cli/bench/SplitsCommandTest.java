package org.onnxnet.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.bench.space.transnas.TransNasMicro;
import org.onnxnet.cli.Cli;

class SplitsCommandTest {
    @Test
    void listsThoseOfThePaper() {
        assertThat(Cli.run("bench", "splits", "list").out())
                .hasLineCount(5)
                .contains("nats-bench", "38714 train  9679 validation", "nb101_hash.txt");
        assertThat(Cli.run("bench", "splits", "list", "--json").out())
                .contains("{\"name\":\"einspace\",\"train\":37416,\"validation\":1582,");
    }

    @Test
    void splitsAllArchitecturesOfASpace() {
        Map<String, Long> sides = Cli.run("bench", "splits", "random", "transnas-macro", "--share", "0.25")
                .out()
                .lines()
                .collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf('\t')), Collectors.counting()));

        assertThat(sides).isEqualTo(Map.of("train", 2_442L, "validation", 814L));
    }

    @Test
    void splitsWhatHasLabels(@TempDir Path folder) throws IOException {
        Path table = Files.writeString(
                folder.resolve("t.csv"), "arch,cifar10_test_mean\n00000000,1\n00000001,2\n00000002,3\n");

        Cli result = Cli.run("bench", "splits", "random", "nasbench-macro", "--data", table, "--seed", "1", "--json");

        assertThat(result.out())
                .hasLineCount(3)
                .contains("{\"split\":\"validation\",\"space\":\"nasbench-macro\",\"key\":\"0000000");
    }

    @Test
    void isomorphicArchitecturesAreOnOneSide() {
        TransNasMicro space = new TransNasMicro();

        Map<String, List<String>> sidesOfClass = Cli.run("bench", "splits", "classes", "transnas-micro")
                .out()
                .lines()
                .map(line -> List.of(line.split("\t")))
                .collect(Collectors.groupingBy(
                        line -> space.canonicalForm(space.parse(line.get(2))),
                        Collectors.mapping(line -> line.get(0), Collectors.toList())));

        assertThat(sidesOfClass.values().stream().mapToInt(List::size).sum()).isEqualTo(4_096);
        assertThat(sidesOfClass.values()).anyMatch(sides -> sides.size() > 1);
        assertThat(sidesOfClass.values())
                .allMatch(sides -> sides.stream().distinct().count() == 1);
        assertThat(sidesOfClass.values().stream()
                        .map(sides -> sides.get(0))
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                        .keySet())
                .containsExactlyInAnyOrder("train", "validation");
    }

    @Test
    void wrongUsageIsTwoAndBadInputIsOneLine() {
        assertThat(Cli.run("bench", "splits").exitCode()).isEqualTo(2);
        assertThat(Cli.run("bench", "splits", "paper").exitCode()).isEqualTo(2);
        assertThat(Cli.run("bench", "splits", "thirds", "nasbench201").exitCode())
                .isEqualTo(2);
        for (Cli bad : List.of(
                Cli.run("bench", "splits", "paper", "nasbench301"),
                Cli.run("bench", "splits", "paper", "imagenet"),
                Cli.run("bench", "splits", "random", "metaqnn"),
                Cli.run("bench", "splits", "random", "nats-size", "--share", "1"))) {
            assertThat(bad.exitCode()).isEqualTo(1);
            assertThat(bad.err()).hasLineCount(1);
        }
    }
}
