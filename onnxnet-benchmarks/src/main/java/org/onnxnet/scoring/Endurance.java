package org.onnxnet.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.ProgressListener;
import org.onnxnet.predictor.runtime.Cancellation;
import org.onnxnet.predictor.runtime.Device;

/**
 * Lets threads rank at once for minutes, cancels some of the calls, and closes the model under them every half minute. Every score
 * is compared with the first one of its network; memory is printed on the way.
 *
 * <pre>{@code java -cp benchmarks.jar org.onnxnet.scoring.Endurance MODEL FOLDER-OF-NETWORKS MINUTES [SEED]}</pre>
 */
public final class Endurance {
    private static final int THREADS = 8;
    private static final long SECONDS_UNTIL_CLOSE = 30;

    private final Path model;
    private final List<OnnxGraph> networks = new ArrayList<>();
    private final Map<Integer, Double> known = new ConcurrentHashMap<>();
    private volatile LanguageModel current;
    private final AtomicLong scored = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Endurance(Path model, Path folder) throws IOException {
        this.model = model;
        this.current = load();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList()) {
                networks.add(OnnxGraph.load(file));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        long seed = args.length > 3 ? Long.parseLong(args[3]) : 42;
        Endurance test = new Endurance(Path.of(args[0]), Path.of(args[1]));
        System.out.println("seed " + seed + ", " + test.networks.size() + " networks");
        test.run(Double.parseDouble(args[2]), seed);
        if (test.failure.get() != null) {
            throw new IllegalStateException("failed", test.failure.get());
        }
    }

    private LanguageModel load() throws IOException {
        return LanguageModel.builder(model).device(Device.cpu(2)).build();
    }

    private void run(double minutes, long seed) throws IOException, InterruptedException {
        long end = System.nanoTime() + (long) (minutes * 60e9);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> work(random, end));
            thread.start();
            threads.add(thread);
        }
        while (System.nanoTime() < end) {
            Thread.sleep(Math.min(SECONDS_UNTIL_CLOSE * 1000, (long) (minutes * 30_000)));
            System.out.printf(
                    "%d scored, %d calls cancelled, %d met a closed model; %s%n",
                    scored.get(), cancelled.get(), closed.get(), ProcessMemory.resident());
            LanguageModel old = current;
            current = load();
            old.close();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        current.close();
    }

    private void work(Random random, long end) {
        while (System.nanoTime() < end && failure.get() == null) {
            Cancellation cancellation = new Cancellation();
            int stopAt = random.nextInt(4) == 0 ? random.nextInt(4) : Integer.MAX_VALUE;
            List<Integer> chosen = random.ints(1 + random.nextInt(6), 0, networks.size())
                    .boxed()
                    .toList();
            ProgressListener listener = (done, total) -> {
                if (done >= stopAt) {
                    cancellation.cancel();
                }
            };
            try {
                double[] scores =
                        current.score(chosen.stream().map(networks::get).toList(), listener, cancellation);
                check(chosen, scores);
            } catch (CancellationException e) {
                cancelled.incrementAndGet();
            } catch (IllegalStateException e) {
                closed.incrementAndGet();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    private void check(List<Integer> chosen, double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            Double first = known.putIfAbsent(chosen.get(i), scores[i]);
            if (first != null && first != scores[i]) {
                throw new AssertionError(
                        "network " + chosen.get(i) + " has the score " + scores[i] + ", before " + first);
            }
        }
        scored.addAndGet(scores.length);
    }
}
