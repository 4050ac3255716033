package org.onnxnet.bench.label;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.pickle.PickleReader;
import org.onnxnet.bench.pickle.TorchFile;

/**
 * The released results of NATS-Bench and NAS-Bench-201: an unpacked folder such as {@code NATS-tss-v1_0-3ffb9-simple} with a
 * compressed pickle for each architecture, or one file {@code NAS-Bench-201-v1_1-096897.pth}. Protocols are named
 * {@code DATASET/SET@EPOCHS} with the words of the archive: {@code cifar10/ori-test@200} is the test accuracy after training
 * on train+valid, {@code cifar10-valid/x-valid@200} the validation accuracy after training on train.
 */
public final class NatsBenchArchive {
    private static final String SUFFIX = ".pickle.pbz2";

    private NatsBenchArchive() {}

    /**
     * Reads an unpacked folder of NATS-Bench.
     *
     * @param space {@code nasbench201} for its topology space, {@code nats-size} for its size space
     * @throws IOException if a file cannot be read
     * @throws BenchException if a file holds something else
     */
    public static LabelTable readFolder(Path folder, String space) throws IOException {
        LabelCollector labels = new LabelCollector();
        for (Path file : archives(folder)) {
            try (InputStream in = new BufferedInputStream(
                    new BZip2CompressorInputStream(new BufferedInputStream(Files.newInputStream(file))))) {
                addAll(PickleReader.read(in, file.toString()), file, labels);
            }
        }
        return labels.table(space);
    }

    /** Whether a path is a folder with a file such as {@code 000000.pickle.pbz2}. */
    static boolean isFolder(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.anyMatch(NatsBenchArchive::isArchive);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isArchive(Path file) {
        return file.getFileName().toString().matches("[0-9]{6}[.]pickle[.]pbz2");
    }

    private static List<Path> archives(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(NatsBenchArchive::isArchive).sorted().toList();
            if (found.isEmpty()) {
                throw new BenchException(
                        folder + " has no files such as 000000" + SUFFIX + ", wanted an unpacked folder of NATS-Bench");
            }
            return found;
        }
    }

    /**
     * Reads a file of NAS-Bench-201.
     *
     * @throws IOException if the file cannot be read
     * @throws BenchException if it holds something else
     */
    public static LabelTable readFile(Path file) throws IOException {
        if (!(TorchFile.read(file) instanceof Map<?, ?> archive)
                || !(archive.get("arch2infos") instanceof Map<?, ?> architectures)) {
            throw new BenchException(file + " has no 'arch2infos', wanted an archive of NAS-Bench-201");
        }
        LabelCollector labels = new LabelCollector();
        architectures.values().forEach(results -> addAll(results, file, labels));
        return labels.table("nasbench201");
    }

    /** Results by number of epochs ({@code 12}, {@code 200}; {@code less}, {@code full}). */
    private static void addAll(@Nullable Object results, Path file, LabelCollector labels) {
        if (!(results instanceof Map<?, ?> byEpochs)) {
            throw new BenchException(file + " holds no results by epochs, wanted those of NATS-Bench");
        }
        for (Object one : byEpochs.values()) {
            try {
                ArchResults.add(one instanceof Map<?, ?> map ? map : Map.of(), labels);
            } catch (BenchException e) {
                throw new BenchException(file + ": " + e.getMessage(), e);
            }
        }
    }
}
