package org.onnxnet.cli.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.cli.output.Json;
import org.onnxnet.predictor.FeatureModel;

/** Prints what predictors reached, a line for each test, as a Markdown table or as JSON lines. */
final class ResultTable {
    private final String tests;
    private final PrintWriter out;
    private final boolean json;

    /** The runs of each predictor, one a seed. */
    private final Map<String, List<RankQuality>> runs = new LinkedHashMap<>();

    /** @param tests what tests differ in, such as {@code n}, the number of training networks */
    ResultTable(String tests, PrintWriter out, boolean json) {
        this.tests = tests;
        this.out = out;
        this.json = json;
        if (!json) {
            out.println("| " + tests + " | predictor | tau | rho | p@1% | best@10 |");
            out.println("|---:|---|---:|---:|---:|---:|");
        }
    }

    void add(RankQuality run) {
        runs.computeIfAbsent(run.predictor(), name -> new ArrayList<>()).add(run);
    }

    /** Adds what a model and the baselines make of a space. */
    void add(LabelledSpace test, FeatureModel model) {
        add(RankQuality.of("params", test.params(), test.labels()));
        add(RankQuality.of("macs", test.macs(), test.labels()));
        add(RankQuality.of(model.name(), model.scoreFeatures(test.features()), test.labels()));
    }

    /**
     * Prints what was added since the last call.
     *
     * @param test a number or a name
     */
    void print(Object test) {
        runs.forEach((name, all) -> print(test, name, all));
        runs.clear();
        out.flush();
    }

    private void print(Object test, String name, List<RankQuality> all) {
        Spread tau = Spread.of(all, RankQuality::kendall);
        Spread rho = Spread.of(all, RankQuality::spearman);
        Spread precision = Spread.of(all, RankQuality::precisionAt1Percent);
        Spread best = Spread.of(all, RankQuality::bestAt10);
        if (!json) {
            out.printf("| %s | %s | %s | %s | %s | %s |%n", test, name, tau, rho, precision, best);
            return;
        }
        ObjectNode line =
                Json.object().putPOJO(tests, test).put("predictor", name).put("seeds", all.size());
        put(line, "kendall", tau);
        put(line, "spearman", rho);
        put(line, "precisionAt1Percent", precision);
        put(line, "bestAt10", best);
        out.println(Json.line(line));
    }

    private static void put(ObjectNode line, String name, Spread spread) {
        line.putObject(name).put("mean", spread.mean()).put("standardError", spread.standardError());
    }
}
