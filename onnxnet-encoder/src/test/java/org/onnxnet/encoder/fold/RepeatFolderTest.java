package org.onnxnet.encoder.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RepeatFolderTest {
    private static String folded(List<String> statements) {
        Folded folded = RepeatFolder.fold(statements);
        String definitions = folded.definitions().stream()
                .map(definition -> definition.name() + " = " + definition.body() + "\n")
                .collect(Collectors.joining());
        return definitions + folded.main().stream().map(Folded.Part::text).collect(Collectors.joining(" "));
    }

    private static List<String> times(int times, String... statements) {
        List<String> all = new ArrayList<>();
        Collections.nCopies(times, List.of(statements)).forEach(all::addAll);
        return all;
    }

    @Test
    void whatDoesNotRepeatStaysAsItIs() {
        assertThat(folded(List.of("Conv(out=8)", "Relu", "Flatten"))).isEqualTo("Conv(out=8) Relu Flatten");
        assertThat(folded(List.of())).isEmpty();
    }

    @Test
    void aStatementThatFollowsItselfIsARunWhereThatIsNotLonger() {
        assertThat(folded(times(3, "Add(4,1)"))).isEqualTo("Add(4,1)*3");
        assertThat(folded(times(2, "Relu"))).isEqualTo("Relu Relu");
    }

    @Test
    void aCellThatRepeatsIsADefinition() {
        List<String> network = new ArrayList<>(times(3, "Conv(k=3)", "Relu", "Add(3,1)"));
        network.add("Flatten");
        network.addAll(times(2, "Conv(k=3)", "Relu", "Add(3,1)"));

        assertThat(folded(network)).isEqualTo("A = Conv(k=3) Relu Add(3,1)\nA*3 Flatten A A");
    }

    @Test
    void numbersThatDifferAreParametersAndThoseThatGoTogetherAreOne() {
        List<String> network = new ArrayList<>();
        for (int channels : new int[] {16, 32, 64}) {
            network.add("Conv(out=" + channels + ",k=3)");
            network.add("BatchNormalization");
            network.add("Conv(out=" + channels + ",k=5)");
            network.add("Add(" + channels / 16 + ",1)");
        }

        assertThat(folded(network))
                .isEqualTo("A = Conv(out=$1,k=3) BatchNormalization Conv(out=$1,k=5) Add($2,1)\n"
                        + "A(16,1) A(32,2) A(64,4)");
    }

    @Test
    void definitionsNestAndHandParametersOn() {
        List<String> network = new ArrayList<>();
        for (int channels : new int[] {16, 32, 64}) {
            network.addAll(times(4, "Conv(out=" + channels + ",k=3)", "LeakyRelu(alpha=0.2)", "Add(3,1)"));
            network.add("MaxPool(k=2,s=2)");
            network.add("Dropout(1,=0.5)");
        }

        assertThat(folded(network)).isEqualTo("""
                        A = Conv(out=$1,k=3) LeakyRelu(alpha=0.2) Add(3,1)
                        B = A($1)*4 MaxPool(k=2,s=2) Dropout(1,=0.5)
                        B(16) B(32) B(64)""");
    }

    @Test
    void wordsThatHoldDigitsAreNoNumbers() {
        List<String> network = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            network.add("Op" + i + "(\"a" + i + "\",float16[3x4])");
            network.add("Relu6Like(x=" + i + ")");
        }

        assertThat(folded(network)).isEqualTo(String.join(" ", network));
    }

    @Test
    void partsSayHowManyStatementsTheyStandFor() {
        List<String> network = new ArrayList<>(times(5, "Conv(k=3)", "Relu", "Add(3,1)"));
        network.add("Flatten");

        assertThat(RepeatFolder.fold(network).main())
                .extracting(Folded.Part::count)
                .containsExactly(15, 1);
    }

    @Test
    void longNetworksFoldToFewDefinitions() {
        List<String> network = new ArrayList<>();
        for (int layer = 0; layer < 24; layer++) {
            for (int i = 0; i < 170; i++) {
                network.add("Op" + i % 37 + "(" + (i % 5 + 1) + ",axis=" + i % 3 + ")");
            }
        }

        Folded folded = RepeatFolder.fold(network);

        assertThat(folded.main()).hasSize(1);
        assertThat(folded.main().get(0).count()).isEqualTo(24 * 170);
    }
}
