package org.onnxnet.bench.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.space.darts.ConfigSpaceForm;

/**
 * The released trainings of NAS-Bench-301: a folder for each source, that is the search method that asked for them, with a
 * {@code .json} file a training. A file holds {@code optimized_hyperparamater_config} (the architecture, and how it was
 * trained), {@code info[0].val_accuracy}, {@code test_accuracy} and {@code runtime}.
 */
public final class NasBench301Folder {
    private static final String SUFFIX = ".json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private NasBench301Folder() {}

    /**
     * One training.
     *
     * @param source name of the folder that the file is in, such as {@code bananas}
     * @param file path below the folder, with {@code /} between names
     * @param architecture genotype, the key in {@code nasbench301}
     * @param fidelity {@code CHANNELSxLAYERS@EPOCHS}, such as {@code 32x8@100}; a part that the file does not say is {@code ?}
     * @param validAccuracy in percent
     * @param testAccuracy in percent
     * @param seconds that the training took
     */
    public record Training(
            String source,
            String file,
            String architecture,
            String fidelity,
            double validAccuracy,
            double testAccuracy,
            double seconds) {}

    /** Whether a path is a folder with a {@code .json} file in a folder of its own. */
    static boolean isFolder(Path path) {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(path, 2)) {
            return files.anyMatch(file -> isTraining(path, file));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isTraining(Path folder, Path file) {
        return file.toString().endsWith(SUFFIX) && folder.relativize(file).getNameCount() > 1;
    }

    /**
     * Reads every training below a folder, in the order of the paths.
     *
     * @throws IOException if a file cannot be read
     * @throws BenchException if there is none, or a file holds something else
     */
    public static List<Training> trainings(Path folder) throws IOException {
        List<Training> trainings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> isTraining(folder, f)).sorted().toList()) {
                trainings.add(training(folder, file));
            }
        }
        if (trainings.isEmpty()) {
            throw new BenchException(folder + " has no " + SUFFIX + " file in a folder such as bananas, wanted the"
                    + " trainings of NAS-Bench-301");
        }
        return trainings;
    }

    /**
     * Reads a folder: {@code valid/FIDELITY} and {@code test/FIDELITY} in percent and {@code seconds/FIDELITY}, each the
     * mean over the trainings of an architecture.
     *
     * @throws IOException if a file cannot be read
     * @throws BenchException as {@link #trainings}
     */
    public static LabelTable read(Path folder) throws IOException {
        LabelCollector labels = new LabelCollector();
        for (Training training : trainings(folder)) {
            String key = training.architecture();
            labels.add(accuracy("valid", training.fidelity()), key, training.validAccuracy());
            labels.add(accuracy("test", training.fidelity()), key, training.testAccuracy());
            Protocol time = Protocol.cost("seconds/" + training.fidelity(), "training time in seconds, mean of runs");
            labels.add(time, key, training.seconds());
        }
        return labels.table("nasbench301");
    }

    private static Protocol accuracy(String split, String fidelity) {
        String epochs = fidelity.substring(fidelity.indexOf('@') + 1);
        return new Protocol(
                split + "/" + fidelity,
                "cifar10",
                split,
                "accuracy in percent",
                epochs.equals("?") ? 0 : Integer.parseInt(epochs),
                fidelity.substring(0, fidelity.indexOf('@')) + " channels x layers, mean of runs");
    }

    private static Training training(Path folder, Path file) throws IOException {
        String text = Files.readString(file);
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode config = root.path("optimized_hyperparamater_config");
            String path = folder.relativize(file).toString().replace('\\', '/');
            return new Training(
                    source(path),
                    path,
                    ConfigSpaceForm.parseJson(config.toString()).toString(),
                    fidelity(config),
                    number(root.path("info").path(0).path("val_accuracy"), "info[0].val_accuracy"),
                    number(root.path("test_accuracy"), "test_accuracy"),
                    number(root.path("runtime"), "runtime"));
        } catch (JsonProcessingException e) {
            throw new BenchException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (BenchException e) {
            throw new BenchException(file + " is no training of NAS-Bench-301: " + e.getMessage(), e);
        }
    }

    /** The last folder of a path that has one. */
    private static String source(String path) {
        String folders = path.substring(0, path.lastIndexOf('/'));
        return folders.substring(folders.lastIndexOf('/') + 1);
    }

    private static String fidelity(JsonNode config) {
        return whole(config.path("NetworkSelectorDatasetInfo:darts:init_channels")) + "x"
                + whole(config.path("NetworkSelectorDatasetInfo:darts:layers")) + "@"
                + whole(config.path("SimpleLearningrateSchedulerSelector:cosine_annealing:T_max"));
    }

    private static String whole(JsonNode value) {
        return value.canConvertToInt() ? Integer.toString(value.asInt()) : "?";
    }

    private static double number(JsonNode value, String name) {
        if (!value.isNumber()) {
            throw new BenchException("found no number '" + name + "'");
        }
        return value.asDouble();
    }
}
