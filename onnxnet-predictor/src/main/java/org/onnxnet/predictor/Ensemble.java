package org.onnxnet.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.onnxnet.OnnxGraph;
import org.onnxnet.predictor.checkpoint.InvalidCheckpointException;
import org.onnxnet.predictor.runtime.Cancellation;

/**
 * The mean of several predictors, each brought to mean 0 and deviation 1 over reference networks. Its members err in different
 * ways, so that it is often better than the best of them, and their spread says how sure it is. A member that cannot judge a network
 * does not count for it.
 */
public final class Ensemble implements Predictor {
    private static final String NAME = "ensemble";

    private final String name;
    private final List<Member> members;

    private record Member(Predictor predictor, ScoreScale scale) {}

    private Ensemble(String name, List<Member> members) {
        this.name = name;
        this.members = List.copyOf(members);
    }

    /**
     * Joins predictors.
     *
     * @param predictors two or more; they are closed with the ensemble
     * @param reference networks that bring their scores to one unit, two or more; those of the training will do
     * @throws IllegalArgumentException if there are too few predictors, or one has no score for the reference networks
     */
    public static Ensemble of(List<Predictor> predictors, List<OnnxGraph> reference) {
        if (predictors.size() < 2) {
            throw new IllegalArgumentException(predictors.size() + " predictors, wanted two or more");
        }
        return new Ensemble(
                NAME,
                predictors.stream()
                        .map(predictor -> new Member(predictor, ScoreScale.of(predictor.score(reference))))
                        .toList());
    }

    /** The same under another name in reports. */
    public Ensemble named(String newName) {
        return new Ensemble(newName, members);
    }

    static Ensemble load(Path directory, Consumer<LanguageModelBuilder> settings) throws IOException {
        List<Member> members = new ArrayList<>();
        JsonNode json = ModelJson.read(directory);
        try {
            for (JsonNode member : json.path("members")) {
                Path folder = ModelJson.folder(directory, member.path("directory"));
                ScoreScale scale = ScoreScale.read(member, directory.resolve(ModelSettings.FILE));
                members.add(new Member(Predictor.load(folder, settings), scale));
            }
            if (members.size() < 2) {
                throw new InvalidCheckpointException(
                        directory.resolve(ModelSettings.FILE) + ": " + members.size() + " members, wanted two or more");
            }
        } catch (IOException | RuntimeException e) {
            members.forEach(member -> member.predictor().close());
            throw e;
        }
        return new Ensemble(json.path("name").asText(NAME), members);
    }

    @Override
    public void save(Path directory) throws IOException {
        ObjectNode json = ModelJson.of(ModelKind.ENSEMBLE).put("name", name);
        ArrayNode entries = json.putArray("members");
        for (int i = 0; i < members.size(); i++) {
            String folder = "member-" + i;
            members.get(i).predictor().save(directory.resolve(folder));
            members.get(i).scale().write(entries.addObject().put("directory", folder));
        }
        ModelJson.write(json, directory);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Mean of the standardised scores of "
                + members.stream().map(member -> member.predictor().name()).collect(Collectors.joining(", ")) + ".";
    }

    @Override
    public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        return estimate(graphs, progress, cancellation).stream()
                .mapToDouble(Estimate::score)
                .toArray();
    }

    /**
     * The mean of the members' standardised scores. Its error is what they say of their own and how far they are apart, as the
     * variance of a mixture is. A network is familiar where all members find it so.
     */
    @Override
    public List<Estimate> estimate(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
        List<List<Estimate>> all = new ArrayList<>();
        for (Member member : members) {
            int before = all.size() * graphs.size();
            all.add(member.predictor()
                    .estimate(
                            graphs,
                            (done, of) -> progress.progress((before + done) / members.size(), graphs.size()),
                            cancellation));
        }
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < graphs.size(); i++) {
            estimates.add(joined(all, i));
        }
        return estimates;
    }

    private Estimate joined(List<List<Estimate>> all, int network) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        boolean familiar = true;
        for (int i = 0; i < members.size(); i++) {
            ScoreScale scale = members.get(i).scale();
            Estimate estimate = all.get(i).get(network);
            familiar &= estimate.familiar();
            double score = scale.apply(estimate.score());
            if (!Double.isNaN(score)) {
                double error = scale.error(estimate.deviation());
                sum += score;
                squares += score * score + error * error;
                count++;
            }
        }
        double mean = sum / count;
        return new Estimate(mean, Math.sqrt(Math.max(0, squares / count - mean * mean)), familiar);
    }

    @Override
    public void close() {
        members.forEach(member -> member.predictor().close());
    }

    @Override
    public String toString() {
        return name() + ": " + description();
    }
}
