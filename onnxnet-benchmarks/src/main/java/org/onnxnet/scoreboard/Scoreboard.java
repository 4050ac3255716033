package org.onnxnet.scoreboard;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onnxnet.OnnxGraph;
import org.onnxnet.simplify.SimplifyMode;

/**
 * Simplifies every model of some folders with this library and with its peers, compares what comes out with the original in
 * ONNX Runtime, and prints a table. docs/scoreboard.md has the command and its result.
 */
public final class Scoreboard {
    private static final String USAGE = """
            usage: Scoreboard [--peer NAME=COMMAND]... [--timeout SECONDS] [--details FILE.tsv] FILE-OR-FOLDER...

            COMMAND with {in} and {out} is run for each model. Without them it is started once, reads lines of two paths
            with a tab between them, and prints 'answer ok' or 'answer WHAT WENT WRONG' for each.
            """;

    private final List<Tool> tools;
    private final Worker judge;

    private Scoreboard(List<Tool> tools, Worker judge) {
        this.tools = tools;
        this.judge = judge;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> peers = new LinkedHashMap<>();
        List<Path> roots = new ArrayList<>();
        Duration timeout = Duration.ofSeconds(60);
        Path details = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--peer" -> {
                    String[] peer = arguments[++i].split("=", 2);
                    peers.put(peer[0], peer[1]);
                }
                case "--timeout" -> timeout = Duration.ofSeconds(Long.parseLong(arguments[++i]));
                case "--details" -> details = Path.of(arguments[++i]);
                default -> roots.add(Path.of(arguments[i]));
            }
        }
        if (roots.isEmpty()) {
            System.err.print(USAGE);
            System.exit(2);
        }
        System.out.print(run(roots, peers, timeout, details).toMarkdown());
        System.exit(0);
    }

    private static ScoreTable run(List<Path> roots, Map<String, String> peers, Duration timeout, @Nullable Path details)
            throws IOException, InterruptedException {
        List<Tool> tools = new ArrayList<>();
        for (SimplifyMode mode : SimplifyMode.values()) {
            tools.add(Tool.ours(mode, timeout));
        }
        peers.forEach((name, command) -> tools.add(Tool.ofCommand(name, command, timeout)));
        // A file for which a tool has one period is read, run and compared in three.
        Worker judge = Worker.java(JudgeProcess.class, timeout.multipliedBy(3));
        try {
            ScoreTable table = new Scoreboard(tools, judge).score(models(roots));
            if (details != null) {
                Files.writeString(details, table.toTsv());
            }
            return table;
        } finally {
            tools.forEach(Tool::close);
            judge.close();
        }
    }

    private static List<Path> models(List<Path> roots) throws IOException {
        List<Path> models = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".onnx")).sorted().forEach(models::add);
            }
        }
        return models;
    }

    private ScoreTable score(List<Path> models) throws IOException, InterruptedException {
        ScoreTable table = new ScoreTable(tools.stream().map(Tool::name).toList());
        PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int done = 0;
        for (Path model : models) {
            Path folder = Files.createTempDirectory("scoreboard");
            try {
                String obstacle = runOriginal(model);
                for (Tool tool : tools) {
                    score(table, tool, model, obstacle, folder.resolve(tools.indexOf(tool) + ".onnx"));
                }
            } finally {
                delete(folder);
            }
            if (++done % 100 == 0) {
                progress.println(done + " of " + models.size() + " models");
            }
        }
        return table;
    }

    /** What keeps the original from being run; empty where nothing does. */
    private String runOriginal(Path model) throws IOException, InterruptedException {
        try {
            String answer = judge.ask(model.toAbsolutePath().toString());
            return answer.equals("ok") ? "" : answer;
        } catch (Worker.NoAnswerException e) {
            return "the runtime on the original: " + e.getMessage();
        }
    }

    private void score(ScoreTable table, Tool tool, Path model, String obstacle, Path out)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        String answer = tool.simplify(model.toAbsolutePath(), out);
        long nanos = System.nanoTime() - start;
        boolean failed = !answer.equals("ok") || !Files.exists(out);
        // Where there is no result the model is compared with itself, to tell whether there was anything to compare
        // with.
        Verdict verdict =
                obstacle.isEmpty() ? judge(model, failed ? model : out) : Verdict.without(Outcome.UNKNOWN, obstacle);
        if (failed && verdict.outcome() != Outcome.UNKNOWN) {
            verdict = Verdict.without(Outcome.FAILED, answer);
        }
        table.add(tool.name(), new ScoreTable.Entry(model, nodesOf(model), failed, nanos, verdict));
    }

    private Verdict judge(Path original, Path simplified) throws IOException, InterruptedException {
        try {
            String answer = judge.ask(original.toAbsolutePath() + "\t" + simplified);
            return answer.startsWith("error ") ? Verdict.without(Outcome.UNKNOWN, answer) : Verdict.ofLine(answer);
        } catch (Worker.NoAnswerException e) {
            return Verdict.without(Outcome.REFUSED, "the runtime gave up: " + e.getMessage());
        }
    }

    private static int nodesOf(Path model) throws IOException {
        return Judge.nodes(OnnxGraph.load(model).graph());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
