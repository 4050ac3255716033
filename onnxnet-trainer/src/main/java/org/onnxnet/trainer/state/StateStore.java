package org.onnxnet.trainer.state;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.onnxnet.io.TemporaryFile;
import org.onnxnet.predictor.checkpoint.Safetensors;
import org.onnxnet.trainer.data.TrainingException;
import org.onnxnet.trainer.network.Weights;
import org.onnxnet.trainer.optimizer.AdamW;
import org.onnxnet.trainer.start.DirectorySwap;

/**
 * The states of a training in its output directory, one folder {@code state-STEP} each. A new one gets its name when it is
 * complete, and only then the old ones go; so at any time there is a complete one, or none yet. When the training is over, the file
 * {@code training.json} says so in their place.
 */
public final class StateStore {
    private static final Pattern NAME = Pattern.compile("state-(\\d+)");
    private static final String WEIGHTS = "weights.safetensors";
    private static final String PROGRESS = "progress.json";
    private static final String FINISHED = "training.json";

    private final Path output;
    private final String training;

    /**
     * A store.
     *
     * @param output directory of the training
     * @param training tells this training from others: what it learns from, and how
     */
    public StateStore(Path output, String training) {
        this.output = output;
        this.training = training;
    }

    /**
     * A complete state.
     *
     * @param progress of the training when it was saved
     * @param directory where it is
     */
    public record State(Progress progress, Path directory) {
        /**
         * The weights.
         *
         * @throws IOException if the file cannot be read
         */
        public Weights.Source weights() throws IOException {
            return Weights.file(Safetensors.open(directory.resolve(WEIGHTS)));
        }
    }

    /**
     * The newest state, if there is one.
     *
     * @throws IOException if it cannot be read
     * @throws TrainingException if it is one of another training
     */
    public Optional<State> newest() throws IOException {
        List<Path> states = states();
        // Beside a training that is over they are left from one that was killed while it deleted them.
        if (states.isEmpty() || Files.exists(output.resolve(FINISHED))) {
            return Optional.empty();
        }
        Path directory = states.get(states.size() - 1);
        Progress progress = read(directory.resolve(PROGRESS));
        if (!progress.training().equals(training)) {
            throw new TrainingException(
                    directory + " is the state of another training: its data or settings differ from "
                            + "these; delete the folder to begin anew, or take another output");
        }
        return Optional.of(new State(progress, directory));
    }

    private static Progress read(Path file) throws IOException {
        try {
            return new JsonMapper().readValue(file.toFile(), Progress.class);
        } catch (JacksonException e) {
            throw new TrainingException(file + ": not the state of a training: " + e.getOriginalMessage()
                    + "; delete it, or take another output");
        }
    }

    /**
     * How this training ended, if it did and its models are still there. Changes nothing.
     *
     * @param models the folders in the output that the training leaves
     * @throws IOException if a file cannot be read
     */
    public Optional<Progress> finished(List<String> models) throws IOException {
        Path file = output.resolve(FINISHED);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Progress progress = read(file);
        return progress.training().equals(training)
                        && models.stream().allMatch(model -> Files.isDirectory(output.resolve(model)))
                ? Optional.of(progress)
                : Optional.empty();
    }

    /**
     * Forgets a training that is over, because its models will be replaced. To be called when nothing else can keep the new one from
     * beginning: until then the old one counts.
     *
     * @throws IOException if a file cannot be deleted
     */
    public void forgetFinished() throws IOException {
        if (Files.exists(output.resolve(FINISHED))) {
            deleteStates();
            Files.delete(output.resolve(FINISHED));
        }
    }

    private void deleteStates() throws IOException {
        for (Path state : states()) {
            DirectorySwap.delete(state);
        }
    }

    /** In ascending order of their steps. */
    private List<Path> states() throws IOException {
        if (!Files.isDirectory(output)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(output)) {
            return files.filter(file -> step(file) >= 0)
                    .sorted(Comparator.comparingLong(StateStore::step))
                    .toList();
        }
    }

    private static long step(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }

    /**
     * Saves a state, and deletes those before it.
     *
     * @param progress without the name of the training
     * @throws IOException if it cannot be written; the old one is still there then
     */
    public void save(Progress progress, Weights weights, AdamW optimizer) throws IOException {
        List<Path> older = states();
        Path target = output.resolve("state-" + optimizer.steps());
        DirectorySwap.replace(target, directory -> {
            weights.write(directory.resolve(WEIGHTS));
            optimizer.write(directory);
            new JsonMapper().writeValue(directory.resolve(PROGRESS).toFile(), progress.of(training));
        });
        for (Path old : older) {
            if (!old.equals(target)) {
                DirectorySwap.delete(old);
            }
        }
    }

    /**
     * Deletes all states and remembers how the training ended.
     *
     * @param progress without the name of the training
     * @throws IOException if something cannot be written or deleted
     */
    public void finish(Progress progress) throws IOException {
        byte[] json = new JsonMapper().writeValueAsBytes(progress.of(training));
        TemporaryFile.replace(output.resolve(FINISHED), out -> out.write(json));
        deleteStates();
    }
}
