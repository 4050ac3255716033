package org.onnxnet.cli.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.trainer.Execution;
import org.onnxnet.trainer.network.Precision;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a language model starts, what it is taught on, and where its trainings are kept. */
final class TeachingOptions {
    private static final int TOKENS_AT_ONCE = 32_768;

    @Option(
            names = "--start",
            paramLabel = "DIR",
            description = "A language model that can count, made by recipes/pretrain-counts.yaml.")
    private @Nullable Path start;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "recipes/runs",
            description = "Where trainings are kept, which go on if they were killed; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path runs;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "Where language models train and run: cpu, cpu:THREADS, cuda:N. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Device device;

    private int random;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /**
     * The start, or null where no language model is wanted.
     *
     * @throws ParameterException if it is no model, before anything that takes long
     */
    @Nullable
    Path start() {
        if (start != null && !Files.isRegularFile(start.resolve("config.json"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--start is " + start + ", which has no config.json; wanted the folder of a language model");
        }
        return start;
    }

    /** The folder of a training. */
    Path run(String name) {
        return runs.resolve(name);
    }

    @Option(
            names = "--random",
            paramLabel = "N",
            defaultValue = "9000",
            description = "How many random networks a feature model teaches; default: ${DEFAULT-VALUE}.")
    void setRandom(int n) {
        if (n < TeachingNetworks.LEAST) {
            throw new ParameterException(
                    spec.commandLine(), "--random is " + n + ", wanted " + TeachingNetworks.LEAST + " or more");
        }
        random = n;
    }

    /** What the teacher is asked about. */
    TeachingNetworks networks(long seed) {
        return TeachingNetworks.sample(random, seed);
    }

    Device device() {
        return device;
    }

    /** How language models are taught. */
    Teaching teaching(Path checkpoint, TeachingNetworks networks) {
        return new Teaching(checkpoint, networks, new Execution(device(), Precision.BF16, TOKENS_AT_ONCE, false));
    }
}
