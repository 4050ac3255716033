package org.onnxnet.cli.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.measured.MeasuredNetworks;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.TextLines;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.recipe.DataSource;
import org.onnxnet.trainer.recipe.Recipe;

/** Reads and encodes what a recipe names. */
final class DataSets {
    private DataSets() {}

    /**
     * What a masked language model learns from.
     *
     * @param validation may be empty
     */
    record Texts(List<String> train, List<String> validation) {}

    /** Reads a source as rows of some kind. */
    private interface Reader<T> {
        List<T> read(DataSource source) throws IOException;
    }

    /** The sets of a recipe whose texts have labels. */
    static TrainingData labelled(Recipe recipe) throws IOException {
        Reader<LabelledText> reader = source -> read(source, recipe.encoder());
        List<LabelledText> train = all(recipe.train(), reader);
        List<LabelledText> validation = validation(recipe, train, reader);
        return new TrainingData(train, validation, all(recipe.test(), reader));
    }

    /** The sets of a recipe whose labels do not matter and may be missing. */
    static Texts unlabelled(Recipe recipe) throws IOException {
        Reader<String> reader = source -> source instanceof DataSource.Texts texts
                ? TextLines.readTexts(texts.file())
                : read(source, recipe.encoder()).stream()
                        .map(LabelledText::text)
                        .toList();
        List<String> train = all(recipe.train(), reader);
        return new Texts(train, validation(recipe, train, reader));
    }

    /** The texts of a source with their labels. */
    static List<LabelledText> read(DataSource source, Encoder encoder) throws IOException {
        if (source instanceof DataSource.Texts texts) {
            return TextLines.read(texts.file());
        }
        if (source instanceof DataSource.Space space) {
            return encode(space, encoder);
        }
        throw new OnnxNetException("a share of the training set can only be the validation set");
    }

    private static <T> List<T> all(List<DataSource> sources, Reader<T> reader) throws IOException {
        List<T> rows = new ArrayList<>();
        for (DataSource source : sources) {
            rows.addAll(reader.read(source));
        }
        return rows;
    }

    /** The validation set, which may take rows away from the training set. */
    private static <T> List<T> validation(Recipe recipe, List<T> train, Reader<T> reader) throws IOException {
        List<T> rows = new ArrayList<>();
        for (DataSource source : recipe.validation()) {
            rows.addAll(
                    source instanceof DataSource.Share share
                            ? split(train, share.share(), recipe.seed())
                            : reader.read(source));
        }
        return rows;
    }

    /** Takes rows away from a set. */
    private static <T> List<T> split(List<T> rows, double share, long seed) {
        Collections.shuffle(rows, new Random(seed));
        int first = rows.size() - (int) Math.round(share * rows.size());
        if (first == rows.size()) {
            throw new OnnxNetException("a share of " + share + " of " + rows.size()
                    + " texts is none to validate on, wanted a larger share, or no validation");
        }
        List<T> taken = new ArrayList<>(rows.subList(first, rows.size()));
        rows.subList(first, rows.size()).clear();
        return taken;
    }

    private static List<LabelledText> encode(DataSource.Space source, Encoder encoder) throws IOException {
        MeasuredNetworks networks = MeasuredNetworks.of(source.space(), source.data());
        Labels labels = networks.labels(source.protocol());
        List<String> keys = new ArrayList<>(labels.asMap().keySet());
        OptionalInt count = source.count();
        if (count.isPresent()) {
            if (count.getAsInt() > keys.size()) {
                throw new OnnxNetException("count is " + count.getAsInt() + ", but " + source.protocol() + " of "
                        + source.space() + " has " + keys.size() + " values");
            }
            Collections.shuffle(keys, new Random(source.seed()));
            keys = keys.subList(0, count.getAsInt());
        }
        double[] values = keys.stream().mapToDouble(labels::get).toArray();
        return new ArchitectureTexts(encoder)
                .labelled(networks, keys, values, source.space() + " " + source.protocol());
    }
}
