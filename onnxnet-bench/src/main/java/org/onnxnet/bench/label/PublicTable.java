package org.onnxnet.bench.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.space.darts.Darts;

/**
 * The accuracy tables that go round as CSV files: the architecture in the first column, then one column a protocol; all but one
 * begin with a line of column names.
 */
public final class PublicTable {
    /** {@code nasbench201.csv}, complete. The best {@code cifar10_test} is 94.37. */
    public static final PublicTable NASBENCH201 = new PublicTable(
            "nasbench201",
            "nasbench201.csv",
            Set.of(),
            List.of(
                    accuracy("cifar10_test", "cifar10", "test", 200, "trained on train+valid, mean of seeds"),
                    accuracy("cifar10_valid", "cifar10", "valid", 200, "trained on train, mean of 3 seeds"),
                    accuracy("cifar100_test", "cifar100", "test", 200, "mean of seeds"),
                    accuracy("imagenet16_test", "ImageNet16-120", "test", 200, "mean of seeds")),
            key -> key);

    /** {@code nasbench101.csv}, the 20,001 smallest hashes. */
    public static final PublicTable NASBENCH101 = new PublicTable(
            "nasbench101",
            "nasbench101.csv",
            Set.of("vertices", "adjacency_upper", "ops"),
            List.of(
                    accuracy("cifar10_valid_108", "cifar10", "valid", 108, "one run"),
                    accuracy("cifar10_valid_36", "cifar10", "valid", 36, "one run"),
                    accuracy("cifar10_valid_12", "cifar10", "valid", 12, "one run"),
                    accuracy("cifar10_valid_4", "cifar10", "valid", 4, "one run"),
                    Protocol.cost("params", "parameters"),
                    Protocol.cost("train_seconds", "training time in seconds")),
            key -> key);

    /**
     * {@code darts_swap1000.csv}, 1,000 genotypes of DARTS with one cell for both kinds, without a line of column names. 61 are
     * of NAS-Bench-301; the others have edges that are {@code none}, or two from one node. Nothing says which network was
     * trained, and no licence came with it: use it for evaluation only.
     */
    public static final PublicTable DARTS = new PublicTable(
            "darts",
            "darts_swap1000.csv",
            List.of("genotype", "cifar10_valid"),
            Set.of(),
            List.of(accuracy("cifar10_valid", "cifar10", "valid", 200, "network of unknown size")),
            PublicTable::genotypeKey);

    /** {@code nasbench_macro.csv}, complete. */
    public static final PublicTable NASBENCH_MACRO = new PublicTable(
            "nasbench-macro",
            "nasbench_macro.csv",
            Set.of("std"),
            List.of(
                    accuracy("cifar10_test_mean", "cifar10", "test", 0, "mean of 3 runs"),
                    Protocol.cost("params", "parameters"),
                    Protocol.cost("flops", "FLOPs")),
            key -> key);

    /** {@code transnas101_micro.csv}, complete; larger is better in all columns. */
    public static final PublicTable TRANSNAS_MICRO =
            new PublicTable("transnas-micro", "transnas101_micro.csv", Set.of(), tasks(), PublicTable::microKey);

    /** {@code transnas101_macro.csv}, complete; larger is better in all columns. */
    public static final PublicTable TRANSNAS_MACRO = new PublicTable(
            "transnas-macro", "transnas101_macro.csv", Set.of(), tasks(), key -> "64-" + digits(key) + "-basic");

    private final String space;
    private final String fileName;
    private final List<String> columnNames;
    private final Set<String> ignored;
    private final List<Protocol> protocols;
    private final UnaryOperator<String> keyOf;

    private PublicTable(
            String space, String fileName, Set<String> ignored, List<Protocol> protocols, UnaryOperator<String> keyOf) {
        this(space, fileName, List.of(), ignored, protocols, keyOf);
    }

    /** @param columnNames empty where the first line of the file has them */
    private PublicTable(
            String space,
            String fileName,
            List<String> columnNames,
            Set<String> ignored,
            List<Protocol> protocols,
            UnaryOperator<String> keyOf) {
        this.space = space;
        this.fileName = fileName;
        this.columnNames = columnNames;
        this.ignored = ignored;
        this.protocols = protocols;
        this.keyOf = keyOf;
    }

    /** All of them, in the order of {@code SearchSpaces.all()}. */
    public static List<PublicTable> all() {
        return List.of(NASBENCH101, NASBENCH201, DARTS, TRANSNAS_MICRO, TRANSNAS_MACRO, NASBENCH_MACRO);
    }

    private static Protocol accuracy(String name, String dataset, String split, int epochs, String training) {
        return new Protocol(name, dataset, split, "accuracy in percent", epochs, training);
    }

    private static List<Protocol> tasks() {
        return List.of(
                task("class_scene", "top-1 accuracy in percent"),
                task("class_object", "top-1 accuracy in percent"),
                task("jigsaw", "top-1 accuracy in percent"),
                task("room_layout", "negative loss"),
                task("segmentsemantic", "pixel accuracy in percent"),
                task("normal", "SSIM"),
                task("autoencoder", "SSIM"));
    }

    private static Protocol task(String name, String metric) {
        return new Protocol(name, "Taskonomy " + name, "valid", metric, 0, "");
    }

    /** {@code (0, 1, 2, 3, 3, 3)} is {@code 64-41414-0_12_333}: the edges into node 1, 2 and 3. */
    private static String microKey(String tuple) {
        String digits = digits(tuple);
        return digits.length() == 6
                ? "64-41414-" + digits.charAt(0) + "_" + digits.substring(1, 3) + "_" + digits.substring(3)
                : tuple;
    }

    private static String genotypeKey(String text) {
        Darts space = new Darts();
        return space.key(space.parse(text));
    }

    private static String digits(String tuple) {
        return tuple.replaceAll("[^0-9]", "");
    }

    /** The name of the space whose architectures it has. */
    public String space() {
        return space;
    }

    /** What the file is called where it goes round: {@code nasbench201.csv}. */
    public String fileName() {
        return fileName;
    }

    /**
     * Reads a file of this table.
     *
     * @throws IOException if the file cannot be read
     * @throws BenchException if it is not such a table
     */
    public LabelTable read(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return read(new CsvRows(in, file.toString()));
        }
    }

    private LabelTable read(CsvRows rows) throws IOException {
        List<String> header = columnNames.isEmpty() ? rows.next() : columnNames;
        if (header == null) {
            throw rows.error("the file is empty");
        }
        List<@Nullable Protocol> columns = columns(header, rows);
        LabelCollector labels = new LabelCollector();
        for (List<String> row = rows.next(); row != null; row = rows.next()) {
            if (row.size() != header.size()) {
                throw rows.error("found " + row.size() + " fields, wanted " + header.size());
            }
            String key = key(row.get(0), rows);
            for (int i = 0; i < columns.size(); i++) {
                Protocol protocol = columns.get(i);
                if (protocol != null) {
                    labels.add(protocol, key, rows.number(row.get(i)));
                }
            }
        }
        return labels.table(space);
    }

    private String key(String field, CsvRows rows) {
        try {
            return keyOf.apply(field);
        } catch (BenchException e) {
            throw rows.error(String.valueOf(e.getMessage()));
        }
    }

    /** The protocol of each column, null for the key and for what is no label. */
    private List<@Nullable Protocol> columns(List<String> header, CsvRows rows) {
        List<@Nullable Protocol> columns = new ArrayList<>();
        columns.add(null);
        for (String name : header.subList(1, header.size())) {
            Protocol found = protocols.stream()
                    .filter(protocol -> protocol.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (found == null && !ignored.contains(name)) {
                throw rows.error("found column '" + name + "', wanted one of "
                        + protocols.stream().map(Protocol::name).toList() + " for " + space);
            }
            columns.add(found);
        }
        return columns;
    }
}
