package org.onnxnet.cli.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onnxnet.cli.bench.RankQuality;
import org.onnxnet.cli.output.Json;

/** Prints what predictors reached, a line for each number of training networks, as a Markdown table or as JSON lines. */
final class ResultTable {
    private final PrintWriter out;
    private final boolean json;

    /** The runs of each predictor, one a seed. */
    private final Map<String, List<RankQuality>> runs = new LinkedHashMap<>();

    ResultTable(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
        if (!json) {
            out.println("| n | predictor | tau | rho | p@1% | best@10 |");
            out.println("|---:|---|---:|---:|---:|---:|");
        }
    }

    void add(RankQuality run) {
        runs.computeIfAbsent(run.predictor(), name -> new ArrayList<>()).add(run);
    }

    /** Prints what was added since the last call. */
    void print(int n) {
        runs.forEach((name, all) -> print(n, name, all));
        runs.clear();
        out.flush();
    }

    private void print(int n, String name, List<RankQuality> all) {
        Spread tau = Spread.of(all, RankQuality::kendall);
        Spread rho = Spread.of(all, RankQuality::spearman);
        Spread precision = Spread.of(all, RankQuality::precisionAt1Percent);
        Spread best = Spread.of(all, RankQuality::bestAt10);
        if (!json) {
            out.printf("| %d | %s | %s | %s | %s | %s |%n", n, name, tau, rho, precision, best);
            return;
        }
        ObjectNode line = Json.object().put("n", n).put("predictor", name).put("seeds", all.size());
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
