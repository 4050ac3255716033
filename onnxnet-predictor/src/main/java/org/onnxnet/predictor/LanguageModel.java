package org.onnxnet.predictor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.encoder.Decoder;
import org.onnxnet.encoder.Dialect;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.io.TemporaryFile;
import org.onnxnet.predictor.Folding.Written;
import org.onnxnet.predictor.checkpoint.WeightFiles;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.text.OverLength;
import org.onnxnet.predictor.text.TextScore;
import org.onnxnet.predictor.text.TextScorer;
import org.onnxnet.simplify.SimplifyMode;

/**
 * Scores networks by their text with a language model that was trained to rank them.
 *
 * <pre>{@code
 * try (LanguageModel model = LanguageModel.builder(directory).device(Device.auto()).build()) {
 *     Ranking<OnnxGraph> ranking = model.rank(candidates);
 * }
 * }</pre>
 */
public final class LanguageModel implements Predictor {
    /** How many texts are in memory at a time. */
    private static final int PIECE = 4096;

    private final Path directory;
    private final ModelSettings settings;
    private final Encoder encoder;
    private final TextScorer scorer;
    private final Folding folding;
    private final String description;

    LanguageModel(Path directory, ModelSettings settings, TextScorer scorer, String description) {
        this.directory = directory;
        this.settings = settings;
        this.encoder = settings.encoder();
        this.scorer = scorer;
        this.folding =
                new Folding(encoder, settings.overLength() == OverLength.FOLD ? scorer::isTooLong : text -> false);
        this.description = description;
    }

    /**
     * Begins to load a model directory: {@code config.json}, {@code model.safetensors}, {@code tokenizer.json} and
     * {@code onnxnet.json}.
     */
    public static LanguageModelBuilder builder(Path directory) {
        return new LanguageModelBuilder(directory);
    }

    /**
     * Begins to load the small ModernBERT inside this library, which was taught by the model of {@link Predictor#bundled()} and by the
     * same accuracies. It ranks less well than its teacher, and is there for those who have texts. Each one built has to be closed.
     *
     * @throws IllegalStateException if the library was packed without it
     */
    public static LanguageModelBuilder bundled() {
        return new LanguageModelBuilder(BundledDirectory.of(BundledDirectory.LANGUAGE_MODEL));
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String description() {
        return description;
    }

    /** Writes the texts that the model scores. */
    public Encoder encoder() {
        return encoder;
    }

    @Override
    public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        return assess(graphs, progress, cancellation).stream()
                .mapToDouble(TextScore::score)
                .toArray();
    }

    /**
     * Scores networks, and says how long their texts are.
     *
     * @param progress hears how many have been scored
     * @param cancellation another thread may use it to stop the call
     * @return one for each network, in order
     * @throws OnnxNetException if a network cannot be worked on; the message names its place
     */
    public List<TextScore> assess(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        List<TextScore> scores = new ArrayList<>();
        for (int start = 0; start < graphs.size(); start += PIECE) {
            int first = start;
            List<OnnxGraph> piece = graphs.subList(start, Math.min(graphs.size(), start + PIECE));
            List<Written> texts = IntStream.range(0, piece.size())
                    .parallel()
                    .mapToObj(index -> text(piece.get(index), first + index, cancellation))
                    .toList();
            scores.addAll(score(texts, done -> progress.progress(first + done, graphs.size()), cancellation));
        }
        progress.progress(graphs.size(), graphs.size());
        return scores;
    }

    private List<TextScore> score(List<Written> texts, IntConsumer progress, Cancellation cancellation) {
        List<TextScore> scores = scorer.score(texts.stream().map(Written::text).toList(), progress, cancellation);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> texts.get(i).folded() ? scores.get(i).ofFolded() : scores.get(i))
                .toList();
    }

    private Written text(OnnxGraph graph, int index, Cancellation cancellation) {
        cancellation.throwIfCancelled();
        try {
            OnnxGraph simple = graph.simplify(SimplifyMode.CANONICAL);
            return folding.of(encoder.encode(simple).text(), () -> simple);
        } catch (OnnxNetException e) {
            throw new OnnxNetException("network at index " + index + ": " + e.getMessage(), e);
        }
    }

    /**
     * Scores ready texts. They must be what {@link #encoder()} writes for the scores to mean anything.
     *
     * @return one for each text, in order
     * @throws OnnxNetException if a text is too long and cannot be folded because it is malformed; the message says which
     */
    public List<TextScore> scoreTexts(List<String> texts) {
        List<Written> written = IntStream.range(0, texts.size())
                .mapToObj(i -> folded(texts.get(i), i))
                .toList();
        return score(written, done -> {}, new Cancellation());
    }

    private Written folded(String text, int index) {
        try {
            return folding.of(text, () -> Decoder.decode(text, Dialect.COMPLETE));
        } catch (OnnxNetException e) {
            throw new OnnxNetException(
                    "text at index " + index + " is too long and cannot be folded: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Estimate> estimate(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        return Arrays.stream(score(graphs, progress, cancellation))
                .mapToObj(score -> new Estimate(score, settings.noise(), true))
                .toList();
    }

    /** Runs the network once. */
    void warmUp() {
        scorer.warmUp();
    }

    /** Copies the files that it was loaded from, with the settings that it was given. */
    @Override
    public void save(Path target) throws IOException {
        Files.createDirectories(target);
        List<Path> files = new ArrayList<>(WeightFiles.open(directory).files());
        files.add(directory.resolve("config.json"));
        files.add(directory.resolve("tokenizer.json"));
        // Weights in several files, where an earlier model left them in one: that one would be found first.
        if (!files.contains(directory.resolve(WeightFiles.SINGLE))) {
            Files.deleteIfExists(target.resolve(WeightFiles.SINGLE));
        }
        for (Path file : files) {
            TemporaryFile.replace(target.resolve(file.getFileName().toString()), out -> Files.copy(file, out));
        }
        settings.write(target);
    }

    /** Frees the network; calls that wait for scores fail. */
    @Override
    public void close() {
        scorer.close();
    }

    @Override
    public String toString() {
        return name() + ": " + description;
    }
}
