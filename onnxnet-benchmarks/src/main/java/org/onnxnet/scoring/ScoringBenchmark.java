package org.onnxnet.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.onnxnet.predictor.checkpoint.Checkpoint;
import org.onnxnet.predictor.metric.Metrics;
import org.onnxnet.predictor.runtime.BatchPlan;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.runtime.Device;
import org.onnxnet.predictor.runtime.Network;
import org.onnxnet.predictor.transformer.Precision;

/**
 * Scores the texts that {@code scripts/reference-modernbert.py} has written beside a checkpoint, and compares scores and seconds
 * with those of transformers. Run both one after the other on a quiet machine.
 *
 * <pre>{@code java -cp benchmarks.jar org.onnxnet.scoring.ScoringBenchmark FOLDER [THREADS]}</pre>
 */
public final class ScoringBenchmark {
    private static final int TOKENS_PER_BATCH = 4096;
    private static final int ROUNDS = 5;

    private final JsonNode reference;
    private final List<int[]> texts = new ArrayList<>();
    private final double[] wanted;

    private ScoringBenchmark(Path folder) throws IOException {
        reference = new JsonMapper().readTree(folder.resolve("reference.json").toFile());
        for (JsonNode text : reference.get("texts")) {
            texts.add(IntStream.range(0, text.size())
                    .map(i -> text.get(i).intValue())
                    .toArray());
        }
        wanted = IntStream.range(0, texts.size())
                .mapToDouble(i -> reference.get("scores").get(i).doubleValue())
                .toArray();
    }

    public static void main(String[] args) throws IOException, ExecutionException, InterruptedException {
        Path folder = Path.of(args[0]);
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        ScoringBenchmark benchmark = new ScoringBenchmark(folder);
        for (Precision precision : List.of(Precision.FP32, Precision.INT8)) {
            try (Network network = Network.load(Checkpoint.open(folder), precision, Device.cpu(threads))) {
                benchmark.run(network, precision, threads);
            }
        }
    }

    private void run(Network network, Precision precision, int threads)
            throws ExecutionException, InterruptedException, IOException {
        double[] seconds = new double[ROUNDS];
        double[] scores = new double[texts.size()];
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            score(network, precision, pool, scores);
            seconds[round] = (System.nanoTime() - start) / 1e9;
        }
        pool.shutdown();
        Arrays.sort(seconds);
        double largest = IntStream.range(0, scores.length)
                .mapToDouble(i -> Math.abs(scores[i] - wanted[i]))
                .max()
                .orElseThrow();
        double theirs = reference.get("seconds").doubleValue();
        System.out.printf(
                "%s: %.2f s (median of %d), transformers %.2f s, ratio %.1f; largest difference %.1e, Kendall's tau %.4f; %s%n",
                precision,
                seconds[ROUNDS / 2],
                ROUNDS,
                theirs,
                theirs / seconds[ROUNDS / 2],
                largest,
                Metrics.kendallTau(scores, wanted),
                ProcessMemory.peak());
    }

    private void score(Network network, Precision precision, ExecutorService pool, double[] scores)
            throws ExecutionException, InterruptedException {
        int[] lengths = texts.stream().mapToInt(text -> text.length).toArray();
        List<Future<?>> running = new ArrayList<>();
        for (BatchPlan.Batch batch :
                BatchPlan.of(lengths, TOKENS_PER_BATCH, precision == Precision.INT8 ? 1 : Integer.MAX_VALUE)) {
            running.add(pool.submit(() -> {
                List<int[]> rows = batch.texts().stream().map(texts::get).toList();
                float[] found = network.run(rows, batch.tokens(), new Cancellation());
                for (int i = 0; i < found.length; i++) {
                    scores[batch.texts().get(i)] = found[i];
                }
            }));
        }
        for (Future<?> future : running) {
            future.get();
        }
    }
}
