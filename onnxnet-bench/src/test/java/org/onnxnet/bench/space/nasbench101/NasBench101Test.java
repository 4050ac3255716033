package org.onnxnet.bench.space.nasbench101;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
import org.onnxnet.testing.SharedData;

class NasBench101Test {
    private final NasBench101 space = new NasBench101();

    @TestFactory
    Stream<DynamicTest> namedNetworksHaveTheirFigures() {
        return NamedNetworks.tests(space);
    }

    @Test
    void countsClassesByVerticesAndEdges() {
        Map<Integer, Long> byVertices = new HashMap<>();
        Map<Integer, Long> byEdges = new HashMap<>();
        space.enumerate().forEach(cell -> {
            byVertices.merge(cell.vertices(), 1L, Long::sum);
            byEdges.merge(Integer.bitCount(cell.edges()), 1L, Long::sum);
        });

        assertThat(byVertices).isEqualTo(Map.of(2, 1L, 3, 6L, 4, 84L, 5, 2_441L, 6, 62_010L, 7, 359_082L));
        assertThat(byEdges)
                .isEqualTo(
                        Map.of(1, 1L, 2, 3L, 3, 12L, 4, 60L, 5, 339L, 6, 2_134L, 7, 13_984L, 8, 78_822L, 9, 328_269L));
    }

    @Test
    void enumeratesInThePublishedOrder() {
        assertThat(space.enumerate().limit(10).map(Cell::toString))
                .containsExactly(
                        "0100:input,output",
                        "010001000:input,conv3x3-bn-relu,output",
                        "010001000:input,conv1x1-bn-relu,output",
                        "010001000:input,maxpool3x3,output",
                        "011001000:input,conv3x3-bn-relu,output",
                        "011001000:input,conv1x1-bn-relu,output",
                        "011001000:input,maxpool3x3,output",
                        "0100001000010000:input,conv3x3-bn-relu,conv3x3-bn-relu,output",
                        "0100001000010000:input,conv3x3-bn-relu,conv1x1-bn-relu,output",
                        "0100001000010000:input,conv3x3-bn-relu,maxpool3x3,output");
    }

    /** The published hashes of all classes are different, and are these: so the fast hash tells apart what it should. */
    @Test
    void allHashesAreThePublishedOnes() throws Exception {
        List<String> hashes = LongStream.range(0, space.count())
                .parallel()
                .mapToObj(index -> space.key(space.architecture(index)))
                .sorted()
                .toList();

        assertThat(hashes.stream().distinct().count()).isEqualTo(423_624);
        assertThat(hashes.get(0)).isEqualTo("00005c142e6f48ac74fdcf73e3439874");
        assertThat(hashes.get(1)).isEqualTo("0000718c96730a92ea6d5242f8ce77e2");
        assertThat(hashes.get(423_623)).isEqualTo("ffff76fafa7b0cdf545fd7feee9c8bf9");
        byte[] list = String.join("\n", hashes).getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(list)))
                .isEqualTo("f326384eaae39afedf8b14359a31f52e");
    }

    @Test
    void parametersOverTheSpaceAddUp() {
        long[] parameters = LongStream.range(0, space.count())
                .parallel()
                .map(index -> parameters(space.architecture(index)))
                .toArray();

        LongSummaryStatistics statistics = Arrays.stream(parameters).summaryStatistics();
        assertThat(statistics.getMin()).isEqualTo(227_274);
        assertThat(statistics.getMax()).isEqualTo(49_979_274);
        assertThat(statistics.getSum()).isEqualTo(3_583_758_170_075L);
        assertThat(Arrays.stream(parameters).distinct().count()).isEqualTo(3_336);
        assertThat(Arrays.stream(parameters).filter(p -> p == 227_274).count()).isEqualTo(32);
        assertThat(parameters[(int) space.indexOf(space.parse("99e297f5fada30d669294070ed1df4a9"))])
                .isEqualTo(49_979_274);
    }

    /** Counted from the channels of the vertices, which is faster than tracing half a million networks. */
    private static long parameters(Cell cell) {
        long sum = 9 * 3 * 128 + 2 * 128 + 512 * 10 + 10;
        for (int stack = 0; stack < 3; stack++) {
            int out = 128 << stack;
            sum += parameters(cell, stack == 0 ? out : out / 2, out) + 2 * parameters(cell, out, out);
        }
        return sum;
    }

    private static long parameters(Cell cell, int in, int out) {
        int[] channels = VertexChannels.of(cell, in, out);
        long sum = 0;
        for (int v = 1; v < cell.vertices(); v++) {
            long c = channels[v];
            sum += cell.hasEdge(0, v) ? in * c + 2 * c : 0;
            if (v < cell.output()) {
                sum += switch (cell.operation(v)) {
                    case CONV3X3 -> 9 * c * c + 2 * c;
                    case CONV1X1 -> c * c + 2 * c;
                    case MAXPOOL3X3 -> 0;
                };
            }
        }
        return sum;
    }

    @Test
    void parametersOfTheNetworkAreThoseOfItsChannels() {
        assertThat(space.samples(20_261_124).limit(500))
                .allSatisfy(
                        cell -> assertThat(space.trace(cell, space.defaults()).parameters())
                                .isEqualTo(parameters(cell)));
    }

    /**
     * Each hash is found, and its cell has the parameters of the row. The table gives other vertex numbers for a third of the
     * cells; built in that order, one in twelve would have other parameters.
     */
    @Test
    void everyRowOfThePublicTableResolves() throws Exception {
        try (Stream<String> rows = Files.lines(SharedData.path("data/nas/nasbench101.csv"))) {
            assertThat(rows.skip(1)).hasSize(20_001).allSatisfy(row -> {
                String[] f = row.split(",", -1);
                Cell cell = space.parse(f[0]);
                assertThat(space.key(cell)).isEqualTo(f[0]);
                assertThat(space.indexOf(asGiven(f[2], f[3]))).isEqualTo(space.indexOf(cell));
                assertThat(space.trace(cell, space.defaults()).parameters()).isEqualTo(Long.parseLong(f[8]));
            });
        }
    }

    /** @param upperTriangle of the matrix, row by row */
    private Cell asGiven(String upperTriangle, String labels) {
        int vertices = labels.isEmpty() ? 2 : labels.split("[|]", -1).length + 2;
        StringBuilder matrix = new StringBuilder();
        int next = 0;
        for (int i = 0; i < vertices * vertices; i++) {
            matrix.append(i / vertices < i % vertices ? upperTriangle.charAt(next++) : '0');
        }
        String inner = labels.isEmpty() ? "" : "," + labels.replace('|', ',');
        return space.parse(matrix + ":input" + inner + ",output");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "0100:input,output 043721b9c7fe8c5fad811d47d83132ec",
                "010001000:input,conv3x3-bn-relu,output b49ac8c578b4561d79ac7087988f1c61",
                "010001000:input,conv1x1-bn-relu,output d1269d9156ddc027c40473008192958a",
                "010001000:input,maxpool3x3,output 53cee42601ad14d661bb6878031d6acb",
                "011001000:input,conv3x3-bn-relu,output d32d0b26d534203b48d866facd98cc3e",
                "011001000:input,conv1x1-bn-relu,output 09fc2d10bdd6225e167a6f81a22a3f06",
                "011001000:input,maxpool3x3,output 6f6257bc3b12d87b8736e81cd4b7ed8b"
            })
    void smallCellsHaveTheirHashes(String text, String hash) {
        assertThat(space.key(space.parse(text))).isEqualTo(hash);
        assertThat(space.parse(hash)).isEqualTo(space.parse(text));
    }

    /** A cell of the published data, and figure 9 of the ONNX-Net paper. */
    @Test
    void largeCellsHaveTheirHashes() {
        Operation c3 = Operation.CONV3X3;
        Operation pool = Operation.MAXPOOL3X3;
        assertThat(space.key(cell(
                        7,
                        new int[][] {{0, 1}, {0, 4}, {0, 5}, {1, 2}, {2, 3}, {2, 6}, {3, 5}, {4, 5}, {5, 6}},
                        c3,
                        pool,
                        c3,
                        c3,
                        Operation.CONV1X1)))
                .isEqualTo("00005c142e6f48ac74fdcf73e3439874");
        assertThat(space.key(cell(
                        7,
                        new int[][] {{0, 1}, {1, 2}, {1, 3}, {1, 4}, {1, 5}, {2, 6}, {3, 6}, {4, 6}, {5, 6}},
                        pool,
                        pool,
                        pool,
                        pool,
                        pool)))
                .isEqualTo("a58a8868dfd92a0ff18209928dfd1281");
    }

    /** The example of the published README, whose record in the data set has other vertex numbers. */
    @Test
    void readsTheHashOfACellAsTheCellThatWasTrained() {
        Cell example = cell(
                7,
                new int[][] {{0, 1}, {0, 2}, {0, 3}, {0, 5}, {3, 4}, {1, 6}, {2, 6}, {4, 6}, {5, 6}},
                Operation.CONV1X1,
                Operation.CONV3X3,
                Operation.CONV3X3,
                Operation.CONV3X3,
                Operation.MAXPOOL3X3);

        assertThat(space.key(example)).isEqualTo("28cfc7874f6d200472e1a9dcd8650aa0");
        Cell trained = space.parse("28cfc7874f6d200472e1a9dcd8650aa0");
        assertThat(trained.edges()).isEqualTo(1_523_787);
        assertThat(trained).isNotEqualTo(example);
        assertThat(space.indexOf(trained)).isEqualTo(space.indexOf(example));
        assertThat(space.parse(space.format(example))).isEqualTo(example);
    }

    private static Cell cell(int vertices, int[][] edges, Operation... operations) {
        int bits = Arrays.stream(edges)
                .mapToInt(edge -> Wiring.bit(edge[0], edge[1]))
                .reduce(0, (a, b) -> a | b);
        return new Cell(vertices, bits, List.of(operations));
    }

    @Test
    void prunesWhatLiesOnNoWay() {
        // 1 leads nowhere, 3 comes from nowhere.
        Cell pruned = space.parse("0110000000000010000100000:input,maxpool3x3,conv1x1-bn-relu,conv3x3-bn-relu,output");

        assertThat(pruned).isEqualTo(space.parse("010001000:input,conv1x1-bn-relu,output"));
    }

    /** From the tests of the published code. */
    @ParameterizedTest
    @CsvSource({
        "4, '0-1,0-2,1-3,2-3', 8, 8, '8,4,4,8'",
        "4, '0-1,0-2,1-3,2-3', 8, 15, '8,8,7,15'",
        "5, '0-1,0-2,0-3,1-4,2-4,3-4', 8, 8, '8,3,3,2,8'",
        "5, '0-1,1-2,1-3,2-4,3-4', 8, 9, '8,5,5,4,9'",
        "5, '0-1,0-3,1-2,1-4,2-3,3-4', 8, 15, '8,8,7,7,15'"
    })
    void verticesShareTheChannelsOfTheOutput(int vertices, String edges, int in, int out, String channels) {
        int[][] pairs = Arrays.stream(edges.split(",", -1))
                .map(edge -> new int[] {edge.charAt(0) - '0', edge.charAt(2) - '0'})
                .toArray(int[][]::new);
        Operation[] operations =
                Stream.generate(() -> Operation.MAXPOOL3X3).limit(vertices - 2).toArray(Operation[]::new);

        int[] found = VertexChannels.of(cell(vertices, pairs, operations), in, out);

        assertThat(IntStream.of(found).mapToObj(String::valueOf).collect(Collectors.joining(",")))
                .isEqualTo(channels);
    }

    @Test
    void startsWithTheStemAndSlicesAsMeasured() {
        String text = CanonicalText.of(space.toGraph(space.parse("01181ee91e869f99197e1cca37298fd9")));

        assertThat(text).startsWith("""
                Conv(X,W128x3x3x3,W128)[d=1,1;g=1;k=3,3;p=1,1,1,1;s=1,1]->1x128x32x32
                Relu(n0)[]->1x128x32x32
                Conv(n1,W43x128x1x1,W43)[d=1,1;g=1;k=1,1;p=0,0,0,0;s=1,1]->1x43x32x32
                Relu(n2)[]->1x43x32x32
                MaxPool(n3)[k=3,3;p=1,1,1,1;s=1,1]->1x43x32x32
                Conv(n4,W43x43x3x3,W43)[d=1,1;g=1;k=3,3;p=1,1,1,1;s=1,1]->1x43x32x32
                Relu(n5)[]->1x43x32x32
                Slice(n4,I[0],I[42],I[1],I[1])[]->1x42x32x32
                Conv(n7,W42x42x1x1,W42)[d=1,1;g=1;k=1,1;p=0,0,0,0;s=1,1]->1x42x32x32
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0100",
                "00005c142e6f48ac74fdcf73e343987",
                "00005C142E6F48AC74FDCF73E3439874",
                "0100:input",
                "0100:output,input",
                "010:input,output",
                "0110:input,output",
                "0200:input,output",
                "010001000:input,conv5x5,output"
            })
    void malformedTextsAreErrors(String text) {
        assertThatThrownBy(() -> space.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("is no NAS-Bench-101 cell")
                .hasMessageContaining("conv3x3-bn-relu");
    }

    @Test
    void whatIsNotInTheSpaceIsAnError() {
        assertThatThrownBy(() -> space.parse("00000000000000000000000000000000"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no NAS-Bench-101 cell has the hash");
        assertThatThrownBy(() -> space.parse("0000:input,output")).hasMessageContaining("cannot be reached");
        assertThatThrownBy(() -> space.parse(complete(5))).hasMessageContaining("10 edges");
        assertThatThrownBy(() -> space.parse(complete(8))).hasMessageContaining("8 vertices");
        assertThatThrownBy(() -> new Cell(3, 1, List.of(Operation.CONV3X3))).hasMessageContaining("prune");
        assertThatThrownBy(() -> new Cell(3, 5, List.of())).hasMessageContaining("0 operations");
    }

    private static String complete(int vertices) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < vertices * vertices; i++) {
            text.append(i / vertices < i % vertices ? '1' : '0');
        }
        return text + ":input" + ",maxpool3x3".repeat(vertices - 2) + ",output";
    }
}
