package org.onnxnet.predictor.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.runtime.BatchPlan;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.runtime.Network;
import org.onnxnet.predictor.transformer.Precision;

/**
 * Scores texts with a network: each different text once, in batches of equal length, on all threads of the device. A score does not
 * depend on the other texts. Safe to share between threads.
 */
public final class TextScorer implements AutoCloseable {
    private final String model;
    private final Tokenizer tokenizer;
    private final Network network;
    private final Limits limits;
    private final int textsPerBatch;
    private final @Nullable ScoreCache cache;
    private final ExecutorService threads;

    /**
     * A scorer that owns the tokenizer and the network.
     *
     * @param model what tells the scores of this network from those of others in the cache
     * @param cache where scores are kept, if anywhere
     */
    public TextScorer(
            String model,
            Tokenizer tokenizer,
            Network network,
            Precision precision,
            Limits limits,
            @Nullable ScoreCache cache) {
        this.model = model + " " + precision + " " + limits.maxTokens() + " " + limits.overLength();
        this.tokenizer = tokenizer;
        this.network = network;
        this.limits = limits;
        this.textsPerBatch = precision == Precision.INT8 ? 1 : Integer.MAX_VALUE;
        this.cache = cache;
        this.threads = Executors.newFixedThreadPool(network.concurrency(), work -> {
            Thread thread = new Thread(work, "onnxnet-scorer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Scores texts.
     *
     * @param progress hears how many of the texts have been scored
     * @return a score for each text, in order
     * @throws CancellationException if it was cancelled
     * @throws IllegalStateException if the scorer was closed
     * @throws OnnxNetException if a text is too long and that is an error; the message says which
     */
    public List<TextScore> score(List<String> texts, IntConsumer progress, Cancellation cancellation) {
        Map<String, TextScore> known = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String text : new LinkedHashSet<>(texts)) {
            TextScore cached = cache == null ? null : cache.get(ScoreCache.key(model, text));
            if (cached == null) {
                unknown.add(text);
            } else {
                known.put(text, cached);
            }
        }
        cancellation.throwIfCancelled();
        List<int[]> tokens = new ArrayList<>(tokenizer.encode(unknown));
        if (limits.overLength() == OverLength.ERROR) {
            requireShortEnough(texts, unknown, tokens);
        }
        if (limits.overLength() == OverLength.ABSTAIN) {
            passOver(unknown, tokens, known);
        }
        new Job(unknown, tokens, known, progress, cancellation).run();
        return texts.stream().map(known::get).toList();
    }

    /** Runs the network once on a text that is in nobody's cache. */
    public void warmUp() {
        int[] tokens = cut(tokenizer.encode(List.of("warm up")).get(0));
        for (BatchPlan.Batch batch : BatchPlan.of(new int[] {tokens.length}, limits.tokensPerBatch(), 1)) {
            network.run(List.of(tokens), batch.tokens(), new Cancellation());
        }
    }

    private int[] cut(int[] tokens) {
        return tokenizer.cut(tokens, limits.maxTokens());
    }

    /** Whether the network takes less than the whole text. */
    public boolean isTooLong(String text) {
        // No token is less than a byte, and none of two characters, which spares most texts the tokenizer.
        int mostTokens = text.getBytes(StandardCharsets.UTF_8).length + Limits.SPECIAL_TOKENS;
        return mostTokens > limits.maxTokens()
                && limits.exceeded(tokenizer.encode(List.of(text)).get(0));
    }

    private void requireShortEnough(List<String> texts, List<String> unknown, List<int[]> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (limits.exceeded(tokens.get(i))) {
                throw new OnnxNetException("text at index " + texts.indexOf(unknown.get(i)) + " has "
                        + tokens.get(i).length + " tokens, the model takes " + limits.maxTokens()
                        + "; choose OverLength.TRUNCATE to score its beginning or OverLength.FOLD to shorten it");
            }
        }
    }

    /** Takes out the texts that are too long. */
    private void passOver(List<String> texts, List<int[]> tokens, Map<String, TextScore> scores) {
        for (int i = texts.size() - 1; i >= 0; i--) {
            if (limits.exceeded(tokens.get(i))) {
                scores.put(texts.remove(i), TextScore.without(tokens.remove(i).length));
            }
        }
    }

    /** The texts of one call that were not known yet. */
    private final class Job {
        private final List<String> texts;
        private final List<int[]> tokens;
        private final Map<String, TextScore> scores;
        private final IntConsumer progress;
        private final Cancellation cancellation;

        Job(
                List<String> texts,
                List<int[]> tokens,
                Map<String, TextScore> scores,
                IntConsumer progress,
                Cancellation cancellation) {
            this.texts = texts;
            this.tokens = tokens;
            this.scores = scores;
            this.progress = progress;
            this.cancellation = cancellation;
        }

        void run() {
            int[] lengths = tokens.stream().mapToInt(text -> cut(text).length).toArray();
            List<Future<?>> running = new ArrayList<>();
            try {
                for (BatchPlan.Batch batch : BatchPlan.of(lengths, limits.tokensPerBatch(), textsPerBatch)) {
                    running.add(threads.submit(() -> run(batch)));
                }
            } catch (RejectedExecutionException e) {
                throw new IllegalStateException("the predictor was closed while it was in use", e);
            } finally {
                awaitAll(running);
            }
        }

        private void run(BatchPlan.Batch batch) {
            List<int[]> rows =
                    batch.texts().stream().map(text -> cut(tokens.get(text))).toList();
            float[] logits = network.run(rows, batch.tokens(), cancellation);
            synchronized (this) {
                for (int i = 0; i < logits.length; i++) {
                    int text = batch.texts().get(i);
                    int[] all = tokens.get(text);
                    keep(texts.get(text), new TextScore(logits[i], all.length, limits.exceeded(all)));
                }
                progress.accept(scores.size());
            }
        }

        private void keep(String text, TextScore score) {
            scores.put(text, score);
            if (cache != null) {
                cache.put(ScoreCache.key(model, text), score);
            }
        }
    }

    /** Waits for all, whatever happens; the first failure keeps those that have not begun from beginning. */
    private static void awaitAll(List<Future<?>> running) {
        Throwable failure = null;
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (ExecutionException e) {
                if (failure == null) {
                    failure = e.getCause();
                    running.forEach(other -> other.cancel(false));
                }
            } catch (CancellationException ours) {
                // One that was kept from beginning, after the failure that is reported.
                assert failure != null;
            } catch (InterruptedException e) {
                running.forEach(other -> other.cancel(false));
                Thread.currentThread().interrupt();
                throw new OnnxNetException("interrupted while networks were scored", e);
            }
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** Ends what is running and frees the network. Calls that wait for scores fail. */
    @Override
    public void close() {
        threads.shutdown();
        network.close();
        tokenizer.close();
    }
}
