package org.onnxnet.bench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.space.darts.Darts;
import org.onnxnet.bench.space.darts.NasBench301;
import org.onnxnet.bench.space.nasbench201.NasBench201;
import org.onnxnet.testing.SharedData;

class PublicTableTest {
    @TempDir
    Path folder;

    @Test
    void readsTheTableOfNasBench201() throws IOException {
        LabelTable table = PublicTable.NASBENCH201.read(SharedData.path("data/nas/nasbench201.csv"));

        NasBench201 space = new NasBench201();
        assertThat(table.space()).isEqualTo(space.name());
        assertThat(table.labels("cifar10_test").asMap().keySet())
                .containsExactlyElementsOf(space.enumerate().map(space::key).toList());
        assertThat(best(table, "cifar10_test")).isEqualTo(94.3733, org.assertj.core.data.Offset.offset(0.0001));
        assertThat(best(table, "cifar10_valid")).isEqualTo(91.6067, org.assertj.core.data.Offset.offset(0.0001));
        assertThat(table.labels("cifar10_test").protocol())
                .hasToString(
                        "cifar10_test: accuracy in percent, cifar10 test, 200 epochs, trained on train+valid, mean of seeds");
    }

    private static double best(LabelTable table, String protocol) {
        return Collections.max(table.labels(protocol).asMap().values());
    }

    @Test
    void readsTheTableOfNasBench101() throws IOException {
        LabelTable table = PublicTable.NASBENCH101.read(SharedData.path("data/nas/nasbench101.csv"));

        assertThat(table.protocols()).hasSize(6);
        assertThat(table.labels("params").get("00005c142e6f48ac74fdcf73e3439874"))
                .isEqualTo(8_555_530);
        assertThat(table.labels("cifar10_valid_108").size()).isEqualTo(20_001);
        assertThat(table.labels("cifar10_valid_108").protocol().epochs()).isEqualTo(108);
    }

    @Test
    void readsTheOtherTables() throws IOException {
        LabelTable macro = PublicTable.NASBENCH_MACRO.read(SharedData.path("data/nas/nasbench_macro.csv"));
        assertThat(macro.labels("cifar10_test_mean").size()).isEqualTo(6_561);
        assertThat(macro.labels("params").get("02012100")).isEqualTo(890_666);

        LabelTable transNasMicro = PublicTable.TRANSNAS_MICRO.read(SharedData.path("data/nas/transnas101_micro.csv"));
        assertThat(transNasMicro.labels("jigsaw").size()).isEqualTo(4_096);
        // Only the edge from the first node to the last: it learns, where the edges of another order would not.
        assertThat(transNasMicro.labels("jigsaw").get("64-41414-0_00_300")).isEqualTo(91.6302);
        assertThat(transNasMicro.labels("jigsaw").get("64-41414-0_03_000")).isEqualTo(0.0498);

        LabelTable transNasMacro = PublicTable.TRANSNAS_MACRO.read(SharedData.path("data/nas/transnas101_macro.csv"));
        assertThat(transNasMacro.labels("normal").size()).isEqualTo(3_256);
        assertThat(transNasMacro.labels("class_scene").get("64-111114-basic")).isEqualTo(51.05);
    }

    /** The table has no line of names: its first line is a row. */
    @Test
    void readsTheTableOfDarts() throws IOException {
        LabelTable table = PublicTable.DARTS.read(SharedData.path("data/nas/darts_swap1000.csv"));
        Darts space = new Darts();
        NasBench301 trained = new NasBench301();
        Labels labels = table.labels("cifar10_valid");

        assertThat(table.space()).isEqualTo(space.name());
        assertThat(labels.size()).isEqualTo(1_000);
        assertThat(labels.asMap().values().iterator().next()).isEqualTo(85);
        assertThat(labels.asMap().keySet())
                .allSatisfy(key -> assertThat(space.key(space.parse(key))).isEqualTo(key));
        assertThat(labels.asMap().keySet().stream().filter(key -> isOf(trained, key)))
                .hasSize(61);
        assertThat(labels.protocol())
                .hasToString("cifar10_valid: accuracy in percent, cifar10 valid, 200 epochs, network of unknown size");
    }

    private static boolean isOf(NasBench301 space, String genotype) {
        try {
            space.parse(genotype);
            return true;
        } catch (BenchException e) {
            return false;
        }
    }

    @Test
    void whatIsNoGenotypeIsAnError() throws IOException {
        String row = Files.readAllLines(SharedData.path("data/nas/darts_swap1000.csv"))
                .get(1);

        for (String[] change : new String[][] {
            {"sep_conv_5x5", "sep_conv_9x9", "'sep_conv_9x9' is no operation"},
            {"('sep_conv_5x5', 0)", "('sep_conv_5x5', 2)", "edge 0 reads node 2, wanted 0 to 1"},
            {"('sep_conv_3x3', 3), ", "", "8 edges, found 7"},
            {"Genotype", "Genome", "no such form"},
            {"\",", "\",high", "wanted a number"},
            {"\",", "\",1,", "found 3 fields, wanted 2"},
        }) {
            String changed = row.replace(change[0], change[1]);
            assertThat(changed).isNotEqualTo(row);
            assertThatThrownBy(() -> PublicTable.DARTS.read(write(row, changed)))
                    .as(change[1])
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("line 2: ")
                    .hasMessageContaining(change[2]);
        }
    }

    @Test
    void aProtocolThatIsNotThereIsAnError() throws IOException {
        LabelTable table = PublicTable.NASBENCH201.read(write("arch,cifar10_test", "a,94.5"));

        assertThat(table.labels("cifar10_test").find("b")).isEmpty();
        assertThatThrownBy(() -> table.labels("cifar10_valid"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no values of protocol 'cifar10_valid'")
                .hasMessageContaining("[cifar10_test]");
        assertThatThrownBy(() -> table.labels("cifar10_test").get("b"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("'b'");
    }

    @Test
    void valuesOfDifferentProtocolsAreNotMixed() throws IOException {
        LabelTable one = PublicTable.NASBENCH201.read(write("arch,cifar10_test,cifar10_valid", "a,94.5,91.5"));
        LabelTable other = PublicTable.NASBENCH201.read(write("arch,cifar10_test", "b,93.5"));

        assertThat(one.labels("cifar10_test").plus(other.labels("cifar10_test")).asMap())
                .isEqualTo(Map.of("a", 94.5, "b", 93.5));
        assertThatThrownBy(() -> one.labels("cifar10_valid").plus(other.labels("cifar10_test")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("do not compare");
    }

    @Test
    void whatIsNoSuchTableIsAnError() throws IOException {
        assertThatThrownBy(() -> PublicTable.NASBENCH201.read(write())).hasMessageContaining("empty");
        assertThatThrownBy(() -> PublicTable.NASBENCH201.read(write("arch,svhn_test", "a,1")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("'svhn_test'");
        assertThatThrownBy(() -> PublicTable.NASBENCH201.read(write("arch,cifar10_test", "a,b")))
                .hasMessageContaining("line 2")
                .hasMessageContaining("wanted a number");
        assertThatThrownBy(() -> PublicTable.NASBENCH201.read(write("arch,cifar10_test", "a,1,2")))
                .hasMessageContaining("found 3 fields, wanted 2");
        assertThatThrownBy(() -> PublicTable.TRANSNAS_MICRO.read(write("arch,normal", "\"(1, 2")))
                .hasMessageContaining("no end");
    }

    private Path write(String... lines) throws IOException {
        Path file = Files.createTempFile(folder, "table", ".csv");
        return Files.writeString(file, lines.length == 0 ? "" : String.join("\n", lines) + "\n");
    }
}
