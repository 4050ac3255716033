package org.onnxnet.bench.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.bench.BenchException;
import org.onnxnet.graph.Bytes;

/** The pickles are what CPython's {@code pickle.dumps} gives, in hexadecimal. */
class PickleReaderTest {
    /** {@code {'a': [1, -2, 70000, 2**70, -(2**70)], 'b': (1.5, None, True, False), 'c': {'x', 'y'}, 3: b'\x00\xff', ('t', 4): 'é'}}. */
    private static final String PROTOCOL_2 =
            "80027d71002858010000006171015d7102284b014afeffffff4a701101008a090000000000000000408a090000"
                    + "000000000000c065580100000062710328473ff80000000000004e88897471045801000000637105635f5f6275"
                    + "696c74696e5f5f0a7365740a71065d710728580100000078710858010000007971096585710a52710b4b03635f"
                    + "636f646563730a656e636f64650a710c580300000000c3bf710d58060000006c6174696e31710e86710f527110"
                    + "58010000007471114b048671125802000000c3a97113752e";

    private static final String PROTOCOL_4 =
            "80049566000000000000007d94288c0161945d94284b014afeffffff4a701101008a090000000000000000408a"
                    + "090000000000000000c0658c01629428473ff80000000000004e888974948c0163948f94288c0178948c017994"
                    + "904b03430200ff948c0174944b0486948c02c3a994752e";
    private static final String PROTOCOL_5 =
            "80059566000000000000007d94288c0161945d94284b014afeffffff4a701101008a090000000000000000408a"
                    + "090000000000000000c0658c01629428473ff80000000000004e888974948c0163948f94288c0178948c017994"
                    + "904b03430200ff948c0174944b0486948c02c3a994752e";

    @ParameterizedTest
    @ValueSource(strings = {PROTOCOL_2, PROTOCOL_4, PROTOCOL_5})
    void readsPlainData(String hex) throws IOException {
        Map<?, ?> read = (Map<?, ?>) read(hex);

        BigInteger large = BigInteger.ONE.shiftLeft(70);
        assertThat(read.get("a")).isEqualTo(List.of(1L, -2L, 70_000L, large, large.negate()));
        assertThat(read.get("b")).isEqualTo(Arrays.asList(1.5, null, true, false));
        assertThat(read.get(3L)).isEqualTo(Bytes.wrap(new byte[] {0, -1}));
        assertThat(read.get(List.of("t", 4L))).isEqualTo("é");
        assertThat(read).hasSize(5);
    }

    @Test
    void readsSetsAndSharedValues() throws IOException {
        assertThat(((Map<?, ?>) read(PROTOCOL_4)).get("c")).isEqualTo(Set.of("x", "y"));
        // x = [1]; [x, x]
        assertThat(read("8004950c000000000000005d94285d944b01616801652e")).isEqualTo(List.of(List.of(1L), List.of(1L)));
    }

    /** {@code OrderedDict([('k', numpy.float64(0.5)), ('n', numpy.int64(7)), ('f', numpy.float32(0.25))])}. */
    @Test
    void readsOrderedDictsAndNumbersOfNumPy() throws IOException {
        assertThat(read("800495ff000000000000008c0b636f6c6c656374696f6e73948c0b4f7264657265644469637494939429529428"
                        + "8c016b948c166e756d70792e5f636f72652e6d756c74696172726179948c067363616c61729493948c056e756d"
                        + "7079948c0564747970659493948c02663894898887945294284b038c013c944e4e4e4affffffff4affffffff4b"
                        + "007494624308000000000000e03f94869452948c016e946807680a8c02693894898887945294284b03680e4e4e"
                        + "4e4affffffff4affffffff4b007494624308070000000000000094869452948c0166946807680a8c0266349489"
                        + "8887945294284b03680e4e4e4e4affffffff4affffffff4b0074946243040000803e9486945294752e"))
                .isEqualTo(Map.of("k", 0.5, "n", 7L, "f", 0.25));
    }

    /** {@code os.system} with {@code echo}, which Python would run. */
    @Test
    void runsNothing() throws IOException {
        String evil = HexFormat.of()
                .formatHex("\u0080\u0002cos\nsystem\nX\u0004\0\0\0echo\u0085R.".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(evil)).isEqualTo(new Opaque("os.system"));
    }

    @Test
    void everyCutIsAnError() {
        byte[] whole = HexFormat.of().parseHex(PROTOCOL_4);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PickleReader.read(new ByteArrayInputStream(cut), "cut.pkl"))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("cut.pkl");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // protocol 0, nothing on the stack, a list that never started, a dict of three, a list as a key
                "49310a2e",
                "80022e",
                "8002742e",
                "80027d284b014b024b03752e",
                "80027d5d4b01732e",
                // a text that claims two gigabytes, one of negative length, appending to a number
                "800258ffffff7f612e",
                "800258ffffffff612e",
                "80024b014b02612e"
            })
    void whatIsNoSuchPickleIsAnError(String hex) {
        assertThatThrownBy(() -> read(hex)).isInstanceOf(BenchException.class).hasMessageContaining("test.pkl");
    }

    private static @Nullable Object read(String hex) throws IOException {
        return PickleReader.read(new ByteArrayInputStream(HexFormat.of().parseHex(hex)), "test.pkl");
    }
}
