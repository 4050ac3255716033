package org.onnxnet.bench.space.transnas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.space.NamedNetworks;

class TransNasMacroTest {
    private final TransNasMacro space = new TransNasMacro();

    @TestFactory
    Stream<DynamicTest> namedNetworksHaveTheirFigures() {
        return NamedNetworks.tests(space);
    }

    @Test
    void hasThePublishedNumberOfNetworks() {
        Map<Integer, Long> byLength = space.enumerate()
                .collect(Collectors.groupingBy(code -> code.modules().size(), Collectors.counting()));

        assertThat(space.count()).isEqualTo(3256);
        assertThat(byLength).isEqualTo(Map.of(4, 210L, 5, 750L, 6, 2296L));
        assertThat(space.enumerate())
                .allMatch(code -> space.architecture(space.indexOf(code)).equals(code));
    }

    @Test
    void nodeCountsOverTheSpace() {
        Map<Integer, Long> counts = space.enumerate()
                .collect(Collectors.groupingBy(
                        code -> space.toGraph(code).nodes().size(), TreeMap::new, Collectors.counting()));

        assertThat(counts)
                .hasToString("{47=4, 48=42, 49=100, 50=64, 57=5, 58=70, 59=250, 60=320, 61=105, 67=6, 68=105, 69=500, "
                        + "70=960, 71=630, 72=95}");
    }

    @Test
    void neighboursAreOneModuleAway() {
        assertThat(space.neighbours(space.parse("64-1234-basic")).map(space::format))
                .contains("64-1244-basic", "64-11234-basic", "64-12341-basic")
                .noneMatch(text -> text.length() == "64-123-basic".length())
                .doesNotContain("64-1234-basic");
        assertThat(space.neighbours(space.parse("64-441411-basic")).map(space::format))
                .contains("64-41411-basic")
                .doesNotContain("64-444411-basic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64-123-basic", "64-1234567-basic", "64-1235-basic", "64-1234", "64-41414-1_02_333"})
    void malformedTextsAreErrors(String text) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("wanted 64-m-basic");
    }

    /** The published code builds them, but they have no number. */
    @ParameterizedTest
    @ValueSource(strings = {"64-1111-basic", "64-2222-basic", "64-33333-basic", "64-441414-basic"})
    void networksOutsideTheBenchmarkHaveNoNumber(String text) {
        MacroCode code = space.parse(text);

        assertThat(space.toGraph(code).check()).isEmpty();
        assertThatThrownBy(() -> space.indexOf(code))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("none of the 3,256");
    }
}
