package org.onnxnet.bench.split;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.label.OnnxBenchFolder;
import org.onnxnet.bench.label.Protocol;
import org.onnxnet.bench.space.FiniteSpace;
import org.onnxnet.bench.space.nasbench101.NasBench101;
import org.onnxnet.bench.space.nasbench201.NasBench201;
import org.onnxnet.bench.space.natssize.NatsSize;

/**
 * The splits of the ONNX-Net paper: sizes from its Table 8, procedures from its appendix B and the code published with it.
 * Where a training side is larger than 40,000, a random sample of seed 42 stands for it. Which rows that takes depends on
 * the order they come in, which is not published: here it is the order of the space's numbers, or of file names.
 */
public enum PaperSplit {
    /** Validation on a published list of hashes, all other classes to train on. */
    NASBENCH101(
            40_000,
            7_290,
            "the published validation hashes, all other classes for training",
            "the file nb101_hash.txt of FLAN, a hash a line"),

    /** NAS-Bench-201 and the size space of NATS-Bench in one, 20 % for validation. */
    NATS_BENCH(38_714, 9_679, "both spaces in one, train_test_split with test_size=0.2, random_state=42", ""),

    /** Three sources, that is search methods, for validation. */
    NASBENCH301(
            40_000,
            5_892,
            "sources only_avg_pool_3x3, local_search and bananas for validation",
            "the folder of NAS-Bench-301's .json files, or ONNX-Bench's .onnx files, in a folder for each source"),

    /** One seed for validation. */
    HNASBENCH201(
            6_403,
            1_000,
            "seed=4 for validation, the other seeds for training where the accuracy is above 2 %",
            "the hNAS-Bench-201 folder of ONNX-Bench, with its folders seed=0 to seed=7"),

    /** One seed for validation, another left out. */
    EINSPACE(
            37_416,
            1_582,
            "seed=4 for validation, all but seed=0 for training where the accuracy is above 2 %",
            "the einspace folder of ONNX-Bench, with its folders seed=K; its augmentation table is not read");

    private static final int SEED = 42;
    private static final int MOST = 40_000;
    private static final double LEAST_ACCURACY = 2;
    private static final Set<String> SOURCES = Set.of("only_avg_pool_3x3", "local_search", "bananas");

    private final int train;
    private final int validation;
    private final String procedure;
    private final String needs;

    PaperSplit(int train, int validation, String procedure, String needs) {
        this.train = train;
        this.validation = validation;
        this.procedure = procedure;
        this.needs = needs;
    }

    /** {@code nasbench101}, {@code nats-bench}, and so on. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The split of a label.
     *
     * @throws BenchException if there is none; the message lists the labels
     */
    public static PaperSplit named(String label) {
        return Arrays.stream(values())
                .filter(split -> split.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new BenchException("the paper has no split '" + label + "', wanted one of "
                        + Arrays.stream(values()).map(PaperSplit::label).collect(Collectors.joining(", "))));
    }

    /** Networks to train on, as the paper counts them. */
    public int trainSize() {
        return train;
    }

    /** Networks to validate on, as the paper counts them. */
    public int validationSize() {
        return validation;
    }

    /** One line that says how rows are chosen. */
    public String procedure() {
        return procedure;
    }

    /** The file or folder that the rows come from; empty where they follow from the spaces alone. */
    public String needs() {
        return needs;
    }

    /**
     * Makes the split.
     *
     * @param data what {@link #needs} says, null where that is empty
     * @throws IOException if the data cannot be read
     * @throws BenchException if the data is missing or something else
     */
    public Split<Row> split(@Nullable Path data) throws IOException {
        if (needs.isEmpty()) {
            return natsBench();
        }
        if (data == null || !Files.exists(data)) {
            throw new BenchException((data == null ? "no data given" : data + ": no such file or folder")
                    + ", the split " + label() + " wants " + needs);
        }
        return switch (this) {
            case NASBENCH101 -> nasBench101(data);
            case NASBENCH301 -> nasBench301(data);
            case HNASBENCH201 -> bySeed(data, Set.of("seed=4"), Set.of());
            case EINSPACE -> bySeed(data, Set.of("seed=4"), Set.of("seed=0"));
            case NATS_BENCH -> natsBench();
        };
    }

    private Split<Row> natsBench() {
        List<Row> rows = new ArrayList<>(rows(new NasBench201()));
        rows.addAll(rows(new NatsSize()));
        return Splits.random(rows, 0.2, SEED);
    }

    private static <A> List<Row> rows(FiniteSpace<A> space) {
        return space.enumerate()
                .map(architecture -> new Row(space.name(), space.key(architecture)))
                .toList();
    }

    private Split<Row> nasBench101(Path file) throws IOException {
        Set<String> validationHashes = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                validationHashes.add(line.strip());
            }
        }
        List<Row> rows = rows(new NasBench101());
        Split<Row> split = Splits.where(rows, row -> validationHashes.contains(row.key()));
        if (split.validation().size() != validationHashes.size()) {
            throw new BenchException(file + ": "
                    + (validationHashes.size() - split.validation().size())
                    + " of " + validationHashes.size() + " lines are not the hash of a NAS-Bench-101 cell, wanted "
                    + needs);
        }
        return split.withTrainAtMost(MOST, SEED);
    }

    private Split<Row> nasBench301(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Row> rows = files.filter(file -> file.toString().matches(".*[.](json|onnx)"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .map(path -> new Row(label(), path.substring(0, path.lastIndexOf('.'))))
                    .toList();
            return sides(rows, isIn(SOURCES), folder);
        }
    }

    private Split<Row> bySeed(Path folder, Set<String> validationSeeds, Set<String> unused) throws IOException {
        Protocol protocol = new Protocol("accuracy", "cifar10", "", "accuracy in percent", 0, "");
        Labels labels = OnnxBenchFolder.read(folder, label(), protocol).labels("accuracy");
        Predicate<Row> isValidation = isIn(validationSeeds);
        List<Row> rows = labels.asMap().keySet().stream()
                .map(key -> new Row(label(), key))
                .filter(isIn(unused).negate())
                .filter(row -> isValidation.test(row) || labels.get(row.key()) > LEAST_ACCURACY)
                .toList();
        return sides(rows, isValidation, folder);
    }

    private Split<Row> sides(List<Row> rows, Predicate<Row> isValidation, Path folder) {
        Split<Row> split = Splits.where(rows, isValidation);
        if (split.train().isEmpty() || split.validation().isEmpty()) {
            throw new BenchException(folder + " gives " + split + ", wanted " + needs);
        }
        return split.withTrainAtMost(MOST, SEED);
    }

    /** Whether one of the folders that a row is in has one of the names. */
    private static Predicate<Row> isIn(Set<String> folders) {
        return row -> {
            List<String> path = List.of(row.key().split("/"));
            return path.subList(0, path.size() - 1).stream().anyMatch(folders::contains);
        };
    }
}
