package org.onnxnet.cli.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.cli.output.Json;

/** Prints what predictors reached, a line for each test and predictor, with mean and standard error over seeds. */
final class ResultTable {
    /** What is printed of a run: its title in tables, its key in JSON. */
    private record Figure(String title, String key, ToDoubleFunction<RankQuality> of) {}

    private static final List<Figure> FIGURES = List.of(
            new Figure("tau", "kendall", RankQuality::kendall),
            new Figure("rho", "spearman", RankQuality::spearman),
            new Figure("p@1%", "precisionAt1Percent", RankQuality::precisionAt1Percent),
            new Figure("best@10", "bestAt10", RankQuality::bestAt10));

    private final String title;
    private final PrintWriter out;
    private final TableFormat format;

    /** By test the runs of each predictor, one a seed. */
    private final Map<Object, Map<String, List<RankQuality>>> tests = new LinkedHashMap<>();

    /** @param title what tests differ in, such as {@code n}, the number of training networks */
    ResultTable(String title, PrintWriter out, TableFormat format) {
        this.title = title;
        this.out = out;
        this.format = format;
        switch (format) {
            case MARKDOWN -> {
                StringBuilder titles = new StringBuilder("| " + title + " | predictor |");
                StringBuilder rule = new StringBuilder("|---:|---|");
                for (Figure figure : FIGURES) {
                    titles.append(' ').append(figure.title()).append(" |");
                    rule.append("---:|");
                }
                out.println(titles);
                out.println(rule);
            }
            case CSV -> {
                StringBuilder titles = new StringBuilder(title + ",predictor,seeds");
                for (Figure figure : FIGURES) {
                    titles.append(',')
                            .append(figure.title())
                            .append(",error of ")
                            .append(figure.title());
                }
                out.println(titles);
            }
            case JSON -> {}
        }
    }

    /**
     * Adds one run of each of some predictors.
     *
     * @param test a number or a name, without commas
     */
    void add(Object test, List<RankQuality> predictors) {
        Map<String, List<RankQuality>> runs = tests.computeIfAbsent(test, unknown -> new LinkedHashMap<>());
        predictors.forEach(run -> runs.computeIfAbsent(run.predictor(), unknown -> new ArrayList<>())
                .add(run));
    }

    /** Prints what was added since the last call, test by test. */
    void print() {
        tests.forEach((test, runs) -> runs.forEach((name, all) -> out.println(
                switch (format) {
                    case MARKDOWN -> markdown(test, name, all);
                    case CSV -> csv(test, name, all);
                    case JSON -> json(test, name, all);
                })));
        tests.clear();
        out.flush();
    }

    private static String markdown(Object test, String name, List<RankQuality> all) {
        StringBuilder line = new StringBuilder("| " + test + " | " + name + " |");
        for (Figure figure : FIGURES) {
            line.append(' ').append(Spread.of(all, figure.of())).append(" |");
        }
        return line.toString();
    }

    private static String csv(Object test, String name, List<RankQuality> all) {
        StringBuilder line = new StringBuilder(test + "," + name + "," + all.size());
        for (Figure figure : FIGURES) {
            Spread spread = Spread.of(all, figure.of());
            line.append(String.format(Locale.ROOT, ",%.4f,%.4f", spread.mean(), spread.standardError()));
        }
        return line.toString();
    }

    private String json(Object test, String name, List<RankQuality> all) {
        ObjectNode line =
                Json.object().putPOJO(title, test).put("predictor", name).put("seeds", all.size());
        for (Figure figure : FIGURES) {
            Spread spread = Spread.of(all, figure.of());
            line.putObject(figure.key()).put("mean", spread.mean()).put("standardError", spread.standardError());
        }
        return Json.line(line);
    }
}
