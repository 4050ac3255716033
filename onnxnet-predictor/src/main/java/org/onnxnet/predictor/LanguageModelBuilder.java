package org.onnxnet.predictor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;
import org.onnxnet.predictor.modernbert.Precision;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.runtime.Network;
import org.onnxnet.predictor.text.Limits;
import org.onnxnet.predictor.text.OverLength;
import org.onnxnet.predictor.text.ScoreCache;
import org.onnxnet.predictor.text.TextScorer;
import org.onnxnet.predictor.text.Tokenizer;

/** How a model directory is to be loaded. All settings have a default; not safe to share between threads. */
public final class LanguageModelBuilder {
    private static final int CPU_TOKENS_PER_BATCH = 4096;
    private static final int CUDA_TOKENS_PER_BATCH = 65536;

    private final Path directory;
    private Device device = Device.cpu();
    private Precision precision = Precision.FP32;
    private OverLength overLength = OverLength.TRUNCATE;
    private @Nullable Encoder encoder;
    private @Nullable ScoreCache cache;

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

    /** What happens to texts that are too long. {@link OverLength#TRUNCATE} if not given. */
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
     * Loads the model.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws InvalidCheckpointException if a file is damaged or they do not fit each other
     * @throws org.onnxnet.predictor.runtime.DeviceException if the device cannot be used
     */
    public LanguageModel build() throws IOException {
        Checkpoint checkpoint = Checkpoint.open(directory);
        ModernBertConfig config = checkpoint.config();
        if (config.labels() != 1) {
            throw new InvalidCheckpointException(directory.resolve("config.json") + ": " + config.labels()
                    + " labels, wanted 1: a predictor gives each network one score");
        }
        ModelSettings settings = settings();
        String fingerprint = HexFormat.of().formatHex(checkpoint.fingerprint());
        Tokenizer tokenizer = Tokenizer.load(directory.resolve("tokenizer.json"), config);
        try {
            Network network = Network.load(checkpoint, precision, device);
            int batch = network.device() instanceof Device.Cuda ? CUDA_TOKENS_PER_BATCH : CPU_TOKENS_PER_BATCH;
            Limits limits = new Limits(config.maxTokens(), overLength, batch);
            TextScorer scorer = new TextScorer(fingerprint, tokenizer, network, precision, limits, cache);
            return new LanguageModel(settings, scorer, description(config, network));
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
        return encoder == null ? read : new ModelSettings(read.name(), encoder, read.noise());
    }

    private String description(ModernBertConfig config, Network network) {
        return "ModernBERT of " + config.layers() + " layers, " + config.hidden() + " wide, on the texts of "
                + "the network; " + precision + " on " + network.device() + ".";
    }
}
