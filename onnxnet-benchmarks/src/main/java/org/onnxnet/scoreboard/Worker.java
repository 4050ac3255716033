package org.onnxnet.scoreboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that answers one line with one line. When it crashes or takes too long it is ended, and the next request starts
 * a new one; so no model can stop a run.
 */
final class Worker implements AutoCloseable {
    /** How a process says that it has nothing more to say. */
    private static final String END = "";

    private final List<String> command;
    private final Duration timeout;
    private @Nullable Process process;
    private @Nullable PrintStream requests;
    private BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);

    /** The process gave no answer. */
    static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String message) {
            super(message);
        }
    }

    Worker(List<String> command, Duration timeout) {
        this.command = List.copyOf(command);
        this.timeout = timeout;
    }

    /** A worker in a Java process with the class path of this one. */
    static Worker java(Class<?> main, Duration timeout, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                        .toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new Worker(command, timeout);
    }

    /**
     * Asks. A process that dies may have done so because of an earlier request, so a new one is asked once more.
     *
     * @throws NoAnswerException with the reason, if it crashed or took too long
     */
    String ask(String request) throws IOException, InterruptedException, NoAnswerException {
        boolean isFresh = !isRunning();
        String answer = answer(request);
        if (END.equals(answer) && !isFresh) {
            close();
            answer = answer(request);
        }
        if (answer == null || answer.equals(END)) {
            close();
            throw new NoAnswerException(
                    answer == null ? "no answer within " + timeout.toSeconds() + " s" : "its process crashed");
        }
        return answer;
    }

    private boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** One line, {@link #END} if there is none, null if it does not come in time. */
    private @Nullable String answer(String request) throws IOException, InterruptedException {
        PrintStream out = requests;
        if (!isRunning() || out == null) {
            Process started = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process = started;
            out = new PrintStream(started.getOutputStream(), true, StandardCharsets.UTF_8);
            requests = out;
            listen(started);
        }
        out.println(request);
        return answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void listen(Process running) {
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
        answers = queue;
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            if (line.startsWith(Protocol.ANSWER)) {
                                queue.put(line.substring(Protocol.ANSWER.length()));
                            }
                        }
                        queue.put(END);
                    } catch (IOException e) {
                        queue.offer(END);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "answers of " + command.get(0));
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            process = null;
        }
    }
}
