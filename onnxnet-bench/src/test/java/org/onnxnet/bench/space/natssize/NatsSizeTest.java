package org.onnxnet.bench.space.natssize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.CanonicalText;
import org.onnxnet.bench.space.NamedNetworks;

class NatsSizeTest {
    private final NatsSize space = new NatsSize();

    @TestFactory
    Stream<DynamicTest> namedNetworksHaveTheirFigures() {
        return NamedNetworks.tests(space);
    }

    @ParameterizedTest
    @CsvSource({"0, 8:8:8:8:8", "12, 8:8:8:16:40", "32767, 64:64:64:64:64"})
    void numbersArchitecturesAsThePublishedTablesDo(long index, String text) {
        assertThat(space.format(space.architecture(index))).isEqualTo(text);
        assertThat(space.indexOf(space.parse(text))).isEqualTo(index);
    }

    /** The closed form of the layers, and the number of distinct values, over the whole space. */
    @Test
    void parametersOverTheSpaceAddUp() {
        Map<ChannelSizes, Long> parameters = space.enumerate()
                .collect(Collectors.toMap(
                        Function.identity(),
                        sizes -> space.trace(sizes, space.defaults()).parameters()));

        assertThat(parameters)
                .hasSize(32_768)
                .allSatisfy((sizes, count) -> assertThat(count).isEqualTo(closedForm(sizes)));
        assertThat(parameters.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(8_804_237_312L);
        assertThat(parameters.values().stream().distinct()).hasSize(23_771);
    }

    private static long closedForm(ChannelSizes sizes) {
        long c0 = sizes.at(0);
        long c4 = sizes.at(4);
        return 29 * c0
                + cell(c0, c0)
                + block(c0, sizes.at(1))
                + cell(sizes.at(1), sizes.at(2))
                + block(sizes.at(2), sizes.at(3))
                + cell(sizes.at(3), c4)
                + 12 * c4
                + 10;
    }

    private static long cell(long in, long out) {
        return 2 * (9 * in * out + 2 * out) + 3 * (9 * out * out + 2 * out) + (in == out ? 0 : in * out + 2 * out);
    }

    private static long block(long in, long out) {
        return 9 * in * out + 2 * out + 9 * out * out + 2 * out + in * out;
    }

    /** A changed number of channels costs a node in the second and the third cell. */
    @Test
    void nodesDependOnTheCellsThatChangeChannels() {
        Map<Long, Long> counts = Stream.of("8:16:16:24:24", "8:16:24:32:32", "8:16:16:32:40", "8:16:24:32:40")
                .map(text -> CanonicalText.of(space.toGraph(space.parse(text)))
                        .lines()
                        .count())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts).isEqualTo(Map.of(53L, 1L, 54L, 2L, 55L, 1L));
    }

    @Test
    void neighboursDifferInOneLayer() {
        assertThat(space.neighbours(space.architecture(12))).hasSize(35).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8:8:8:8", "8:8:8:8:8:8", "8:8:8:8:72", "8:8:8:8:12", "8:8:8:8:0", "8:8:8:8:x", "8:8:8:8:"})
    void malformedTextsAreErrors(String text) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("8, 16, ..., 64");
    }

    @Test
    void refusesASizeBesideThatOfTheArchitecture() {
        assertThatThrownBy(() ->
                        space.toGraph(space.architecture(0), space.defaults().withChannels(32)))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("channels is 32")
                .hasMessageContaining("nats-size");
    }
}
