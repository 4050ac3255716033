package org.onnxnet.scoreboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.onnxnet.simplify.SimplifyMode;

/** Something that simplifies a file, with whatever it does kept away from this process. */
interface Tool extends AutoCloseable {
    String name();

    /**
     * Simplifies.
     *
     * @return {@code ok}, or what went wrong
     */
    String simplify(Path in, Path out) throws IOException, InterruptedException;

    @Override
    void close();

    /** This library, in one process for all models. */
    static Tool ours(SimplifyMode mode, Duration timeout) {
        return new Serving(
                "onnxnet " + mode.name().toLowerCase(java.util.Locale.ROOT),
                Worker.java(OurProcess.class, timeout, mode.name()));
    }

    /**
     * A command of the shell: with {@code {in}} and {@code {out}} it is run for each model, else it is started once and
     * talks like {@link Protocol}.
     */
    static Tool ofCommand(String name, String command, Duration timeout) {
        return command.contains("{in}")
                ? new Command(name, command, timeout)
                : new Serving(name, new Worker(List.of("sh", "-c", command), timeout));
    }

    /** A process that serves all models. */
    record Serving(String name, Worker worker) implements Tool {
        @Override
        public String simplify(Path in, Path out) throws IOException, InterruptedException {
            try {
                return worker.ask(in + "\t" + out);
            } catch (Worker.NoAnswerException e) {
                return String.valueOf(e.getMessage());
            }
        }

        @Override
        public void close() {
            worker.close();
        }
    }

    /** A process for each model. */
    record Command(String name, String command, Duration timeout) implements Tool {
        @Override
        public String simplify(Path in, Path out) throws IOException, InterruptedException {
            Path log = Files.createTempFile("scoreboard", ".log");
            String line = command.replace("{in}", "\"$1\"").replace("{out}", "\"$2\"");
            Process process = new ProcessBuilder("sh", "-c", line, "sh", in.toString(), out.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
            Files.delete(log);
            if (!ended) {
                return "no end within " + timeout.toSeconds() + " s";
            }
            String last = lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
            return process.exitValue() == 0 ? "ok" : "exit code " + process.exitValue() + last;
        }

        @Override
        public void close() {}
    }
}
