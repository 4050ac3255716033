package org.onnxnet.bench.label;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.onnxnet.bench.BenchException;

/** Picks the reader for what a user has of the accuracies of a space: a public table, or what its authors released. */
public final class LabelFiles {
    /** What can be read for each space. The first that fits a path reads it. */
    private static final List<Kind> KINDS = kinds();

    private LabelFiles() {}

    private interface Reader {
        LabelTable read(Path path) throws IOException;
    }

    /**
     * One kind of file or folder for one space.
     *
     * @param text what it is called in errors
     */
    private record Kind(String space, String text, Predicate<Path> fits, Reader reader) {}

    private static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (PublicTable table : PublicTable.all()) {
            String file = table.fileName();
            kinds.add(new Kind(table.space(), file, path -> isFile(path, ".csv"), table::read));
            kinds.add(new Kind(
                    table.space(),
                    "a folder with " + file,
                    path -> Files.isRegularFile(path.resolve(file)),
                    path -> table.read(path.resolve(file))));
        }
        kinds.add(new Kind(
                "nasbench101", "nasbench_full.tfrecord", path -> isFile(path, ".tfrecord"), NasBench101Records::read));
        kinds.add(new Kind(
                "nasbench201",
                "NAS-Bench-201-v1_1-096897.pth",
                path -> isFile(path, ".pth"),
                NatsBenchArchive::readFile));
        for (String space : List.of("nasbench201", "nats-size")) {
            String folder = space.equals("nats-size") ? "NATS-sss-v1_0-50262-simple" : "NATS-tss-v1_0-3ffb9-simple";
            kinds.add(new Kind(
                    space,
                    "the unpacked folder " + folder,
                    NatsBenchArchive::isFolder,
                    path -> NatsBenchArchive.readFolder(path, space)));
        }
        kinds.add(new Kind(
                "nasbench301",
                "a folder with the .json files of NAS-Bench-301 in a folder for each source",
                NasBench301Folder::isFolder,
                NasBench301Folder::read));
        for (String part : List.of("micro", "macro")) {
            kinds.add(new Kind(
                    "transnas-" + part,
                    "transnas-bench_v10141024.pth",
                    path -> isFile(path, ".pth"),
                    path -> TransNasArchive.read(path, part)));
        }
        return List.copyOf(kinds);
    }

    private static boolean isFile(Path path, String suffix) {
        return path.toString().endsWith(suffix) && Files.isRegularFile(path);
    }

    /**
     * Reads the accuracies of a space.
     *
     * @param space name of the space
     * @param path a public table, a folder that has it under its usual name, or released files; their suffix says which
     * @throws IOException if a file cannot be read
     * @throws BenchException if it is not there or nothing that is read for the space, with what is; or if it is damaged
     */
    public static LabelTable read(String space, Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new BenchException(path + ": no such file or folder, " + wanted(space));
        }
        Kind kind = find(space, path)
                .orElseThrow(() -> new BenchException(
                        path + " is nothing that accuracies of " + space + " are read from, " + wanted(space)));
        return kind.reader().read(path);
    }

    /** Whether there is a reader for a path; what it reads may still be damaged. */
    public static boolean canRead(String space, Path path) {
        return find(space, path).isPresent();
    }

    private static Optional<Kind> find(String space, Path path) {
        return KINDS.stream()
                .filter(kind -> kind.space().equals(space) && kind.fits().test(path))
                .findFirst();
    }

    private static String wanted(String space) {
        List<String> texts = KINDS.stream()
                .filter(kind -> kind.space().equals(space))
                .map(Kind::text)
                .toList();
        return texts.isEmpty()
                ? "for no accuracies were released for it"
                : "wanted " + String.join(", ", texts.subList(0, texts.size() - 1))
                        + (texts.size() > 1 ? " or " : "")
                        + texts.get(texts.size() - 1);
    }
}
