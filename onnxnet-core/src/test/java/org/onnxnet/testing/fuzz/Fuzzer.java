package org.onnxnet.testing.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onnxnet.graph.OnnxNetException;

/**
 * Gives a target one input after the other. What it throws besides {@link OnnxNetException}, a stack or heap that is not
 * enough and an input that takes too long are findings; the inputs that cause them are kept in {@code target/fuzz}.
 */
public final class Fuzzer {
    /** Processor time that one input may take, which does not depend on what else the machine does. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int MAX_FINDINGS = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final String name;
    private final FuzzTarget target;
    private final FuzzInputs inputs;
    private final Map<String, String> findings = new LinkedHashMap<>();
    private int refused;
    private volatile long current;
    private volatile long startedNanos;
    private long slowestNanos;

    private Fuzzer(String name, FuzzTarget target, FuzzInputs inputs) {
        this.name = name;
        this.target = target;
        this.inputs = inputs;
    }

    /**
     * Runs a target on inputs 0 to {@code count - 1}.
     *
     * @return the figures, in one line
     * @throws AssertionError that lists the findings, one of a kind, each with the file that causes it
     */
    public static String run(String name, FuzzTarget target, FuzzInputs inputs, long count) {
        return new Fuzzer(name, target, inputs).run(count);
    }

    private String run(long count) {
        long start = System.nanoTime();
        Thread worker = new Thread(() -> work(count), "fuzz " + name);
        worker.setDaemon(true);
        worker.setUncaughtExceptionHandler((thread, e) -> findings.put("harness", "the harness itself failed: " + e));
        worker.start();
        try {
            while (worker.isAlive()) {
                worker.join(100);
                long started = startedNanos;
                boolean isSlow = THREADS.getThreadCpuTime(worker.getId()) - started > LIMIT.toNanos();
                if (isSlow && started > 0 && started == startedNanos) {
                    report("takes more than " + LIMIT.toSeconds() + " s", List.of(worker.getStackTrace()));
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!findings.isEmpty()) {
            throw new AssertionError(findings.size() + " kinds of findings in " + name + " up to input " + current
                    + ":\n" + String.join("\n", findings.values()));
        }
        return "%s: %d inputs from %d seeds, %d refused, %d s, slowest %d ms of processor time"
                .formatted(
                        name,
                        count,
                        inputs.seedCount(),
                        refused,
                        (System.nanoTime() - start) / 1_000_000_000,
                        slowestNanos / 1_000_000);
    }

    private void work(long count) {
        for (long number = 0; number < count && findings.size() < MAX_FINDINGS; number++) {
            byte[] input = inputs.input(number);
            current = number;
            startedNanos = THREADS.getCurrentThreadCpuTime();
            try {
                target.run(input);
            } catch (OnnxNetException e) {
                refused++;
            } catch (Throwable e) {
                // Whatever it is, it must not come out of the library.
                report(e.toString(), List.of(e.getStackTrace()));
            }
            slowestNanos = Math.max(slowestNanos, THREADS.getCurrentThreadCpuTime() - startedNanos);
            startedNanos = 0;
        }
    }

    /** Findings that pass the same places of the library are one. */
    private synchronized void report(String what, List<StackTraceElement> stack) {
        List<String> places = stack.stream()
                .filter(frame -> frame.getClassName().startsWith("org.onnxnet.")
                        && !frame.getClassName().contains("uzz"))
                .map(StackTraceElement::toString)
                .limit(12)
                .toList();
        String kind = what.split(":", 2)[0] + places.stream().limit(3).collect(Collectors.joining());
        findings.computeIfAbsent(kind, k -> {
            List<String> lines = new ArrayList<>(List.of(what, "input " + kept()));
            Stream.concat(stack.stream().limit(2).map(StackTraceElement::toString), places.stream())
                    .distinct()
                    .forEach(lines::add);
            return String.join("\n    at ", lines);
        });
    }

    private Path kept() {
        Path file = Path.of("target", "fuzz", name + "-" + current + inputs.suffix())
                .toAbsolutePath();
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, inputs.input(current));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
