package org.onnxnet.predictor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.predictor.metric.Metrics;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.runtime.Network;
import org.onnxnet.predictor.text.Limits;
import org.onnxnet.predictor.text.OverLength;
import org.onnxnet.predictor.text.ScoreCache;
import org.onnxnet.predictor.text.TextScorer;
import org.onnxnet.predictor.text.Tokenizer;
import org.onnxnet.predictor.transformer.Precision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a model directory is to be loaded. All settings have a default; not safe to share between threads. */
public final class LanguageModelBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageModelBuilder.class);
    private static final int CPU_TOKENS_PER_BATCH = 4096;
    private static final int CUDA_TOKENS_PER_BATCH = 65536;

    private final Path directory;
    private Device device = Device.cpu();
    private Precision precision = Precision.FP32;
    private @Nullable OverLength overLength;
    private @Nullable Encoder encoder;
    private @Nullable ScoreCache cache;
    private List<OnnxGraph> reference = List.of();
    private double leastAgreement = Double.NEGATIVE_INFINITY;
    private boolean warm;

    LanguageModelBuilder(Path directory) {
        this.directory = directory;
    }

    /** Where it runs. The processor with all its threads if not given. */
    public LanguageModelBuilder device(Device newDevice) {
        device = newDevice;
        return this;
    }

    /** In what numbers it computes. {@link Precision#FP32} if not given. */
    public LanguageModelBuilder precision(Precision newPrecision) {
        precision = newPrecision;
        return this;
    }

    /** What happens to texts that are too long. What the model's settings say if not given. */
    public LanguageModelBuilder overLength(OverLength newOverLength) {
        overLength = newOverLength;
        return this;
    }

    /** Which texts the model was trained on, for directories that do not say so in {@code onnxnet.json}. */
    public LanguageModelBuilder encoder(Encoder newEncoder) {
        encoder = newEncoder;
        return this;
    }

    /** Where scores are kept. Nowhere if not given. */
    public LanguageModelBuilder cache(ScoreCache newCache) {
        cache = newCache;
        return this;
    }

    /**
     * Takes another {@link #precision} than 32 bits only where it ranks the same: if Kendall's tau between the scores of both
     * is less, the model runs in 32 bits, and its description says so. Costs one or two more loadings, and two scorings.
     *
     * @param newReference networks like those to be ranked, two or more
     * @param leastTau at most 1
     */
    public LanguageModelBuilder agreement(List<OnnxGraph> newReference, double leastTau) {
        if (newReference.size() < 2 || !(leastTau <= 1)) {
            throw new IllegalArgumentException(newReference.size() + " reference networks and a least tau of "
                    + leastTau + ", wanted two networks or more and at most 1");
        }
        reference = List.copyOf(newReference);
        leastAgreement = leastTau;
        return this;
    }

    /** Runs the network once while it is loaded, so that the first call does not pay for what is done but once. */
    public LanguageModelBuilder warmUp() {
        warm = true;
        return this;
    }

    /**
     * Loads the model.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws InvalidCheckpointException if a file is damaged or they do not fit each other
     * @throws org.onnxnet.predictor.runtime.DeviceException if the device cannot be used
     */
    public LanguageModel build() throws IOException {
        LanguageModel model = precision == Precision.FP32 || reference.isEmpty() ? load(precision) : loadInAgreement();
        if (warm) {
            warmUp(model);
        }
        return model;
    }

    private static void warmUp(LanguageModel model) {
        try {
            model.warmUp();
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private LanguageModel loadInAgreement() throws IOException {
        double[] wanted;
        try (LanguageModel exact = load(Precision.FP32)) {
            wanted = exact.score(reference);
        }
        LanguageModel model = load(precision);
        try {
            double tau = agreement(model.score(reference), wanted);
            if (tau >= leastAgreement) {
                return model;
            }
            LOG.warn(
                    "{} ranks unlike 32 bits, tau {} on {} networks, so the model runs in 32 bits",
                    precision,
                    tau,
                    reference.size());
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
        model.close();
        return load(Precision.FP32);
    }

    /** On the networks that have a score; NaN, which is no agreement, if there are too few. */
    private static double agreement(double[] scores, double[] wanted) {
        int[] scored = IntStream.range(0, wanted.length)
                .filter(i -> !Double.isNaN(wanted[i]) && !Double.isNaN(scores[i]))
                .toArray();
        return Metrics.kendallTau(
                IntStream.of(scored).mapToDouble(i -> scores[i]).toArray(),
                IntStream.of(scored).mapToDouble(i -> wanted[i]).toArray());
    }

    private LanguageModel load(Precision chosen) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(directory);
        NetworkConfig config = checkpoint.config();
        if (config.labels() != 1) {
            throw new InvalidCheckpointException(directory.resolve("config.json") + ": " + config.labels()
                    + " labels, wanted 1: a predictor gives each network one score");
        }
        ModelSettings settings = settings();
        String fingerprint = HexFormat.of().formatHex(checkpoint.fingerprint());
        Tokenizer tokenizer = Tokenizer.load(directory.resolve("tokenizer.json"), config);
        try {
            Network network = Network.load(checkpoint, chosen, device);
            int batch = network.device() instanceof Device.Cuda ? CUDA_TOKENS_PER_BATCH : CPU_TOKENS_PER_BATCH;
            Limits limits = new Limits(config.maxTokens(), settings.overLength(), batch);
            TextScorer scorer = new TextScorer(fingerprint, tokenizer, network, chosen, limits, cache);
            return new LanguageModel(directory, settings, scorer, description(config, network, chosen));
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private ModelSettings settings() throws IOException {
        boolean described = Files.exists(directory.resolve(ModelSettings.FILE));
        if (encoder == null && !described) {
            throw new InvalidCheckpointException(directory + ": no " + ModelSettings.FILE
                    + " that says which texts the " + "model was trained on; add one, or give the builder the encoder");
        }
        ModelSettings read = described
                ? ModelSettings.read(directory)
                : new ModelSettings(directory.getFileName().toString(), Encoder.with(), Double.NaN);
        return new ModelSettings(
                read.name(),
                encoder == null ? read.encoder() : encoder,
                read.noise(),
                overLength == null ? read.overLength() : overLength);
    }

    private static String description(NetworkConfig config, Network network, Precision chosen) {
        return config.family() + " of " + config.layers() + " layers, " + config.hidden() + " wide, on the texts of "
                + "the network; " + chosen + " on " + network.device() + ".";
    }
}
