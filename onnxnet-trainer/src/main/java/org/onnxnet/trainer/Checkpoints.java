package org.onnxnet.trainer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.trainer.network.Weights;
import org.onnxnet.trainer.optimizer.AdamW;
import org.onnxnet.trainer.state.Progress;
import org.onnxnet.trainer.state.StateStore;

/** Saves a training from time to time, with the reports of its epochs, and takes up what was saved. */
final class Checkpoints {
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    private final StateStore store;
    private final StateStore.@Nullable State begin;
    private final @Nullable Progress finished;
    private final int interval;
    private final List<String> reports;
    private int best;

    /**
     * Takes up what was saved.
     *
     * @param interval number of steps between two states
     * @param models the folders that the training leaves when it is over
     */
    Checkpoints(StateStore store, int interval, List<String> models) throws IOException {
        this.store = store;
        this.finished = store.finished(models).orElse(null);
        this.begin = finished == null ? store.newest().orElse(null) : null;
        this.interval = interval;
        this.reports = new ArrayList<>(begin().epochs());
        this.best = begin().best();
    }

    /** Whether the training was over before; its models are there then, and {@link #reports} has all epochs. */
    boolean isFinished() {
        return finished != null;
    }

    /** Makes place for this training where another one is over. */
    void forgetFinished() throws IOException {
        store.forgetFinished();
    }

    /** Where the training takes up. */
    Progress begin() {
        if (finished != null) {
            return finished;
        }
        return begin == null ? Progress.NONE : begin.progress();
    }

    /** The weights to begin with. */
    Weights.Source weights(Weights.Source fresh) throws IOException {
        return begin == null ? fresh : begin.weights();
    }

    AdamW optimizer(Weights weights, AdamW.Constants constants) throws IOException {
        return begin == null
                ? new AdamW(weights, constants)
                : AdamW.read(
                        weights, constants, begin.directory(), begin.progress().step());
    }

    /** The reports of the epochs that were over when the state was saved. */
    <T> List<T> reports(Class<T> type) throws JacksonException {
        List<T> read = new ArrayList<>();
        for (String report : reports) {
            read.add(JSON.readValue(report, type));
        }
        return read;
    }

    void add(Object report, boolean isBest) throws JacksonException {
        if (isBest) {
            best = reports.size();
        }
        reports.add(JSON.writeValueAsString(report));
    }

    int best() {
        return best;
    }

    void saveNowAndThen(double lossSum, Weights weights, AdamW optimizer) throws IOException {
        if (optimizer.steps() % interval == 0) {
            save(lossSum, weights, optimizer);
        }
    }

    void save(double lossSum, Weights weights, AdamW optimizer) throws IOException {
        store.save(new Progress("", optimizer.steps(), lossSum, reports, best), weights, optimizer);
    }

    void finish(long steps) throws IOException {
        store.finish(new Progress("", steps, 0, reports, best));
    }
}
