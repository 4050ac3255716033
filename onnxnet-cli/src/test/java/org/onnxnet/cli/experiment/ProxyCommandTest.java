package org.onnxnet.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.cli.Cli;

class ProxyCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeNetworks() throws IOException {
        ConvolutionTable.saveNetworks(12, folder.resolve("mine/cifar10"));
    }

    private Cli run(String n) {
        return Cli.run(
                "experiment",
                "proxies",
                "mine",
                "--protocol=cifar10",
                "--data",
                folder,
                "--n",
                n,
                "--seeds=1",
                "--csv");
    }

    @Test
    void ranksByWhatNeedsNoTraining() {
        Cli result = run("11");
        assertThat(result.exitCode()).as(result.err()).isZero();
        List<String> rows = result.out().lines().skip(1).toList();
        assertThat(rows.stream().map(row -> row.substring(0, row.indexOf(",1,"))))
                .containsExactly("11,params", "11,nwot", "11,params and nwot");
        assertThat(rows).noneMatch(row -> row.contains("NaN"));
        assertThat(result.err()).contains("ms a network");
    }

    @Test
    void drawsNoMoreThanThereIs() {
        Cli result = run("500");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--n is 500, wanted 10 to 12 of mine");
        assertThat(result.out()).isEmpty();
        assertThat(run("0").exitCode()).isEqualTo(2);
    }
}
