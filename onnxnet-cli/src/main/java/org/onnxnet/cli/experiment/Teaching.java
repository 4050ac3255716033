package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.onnxnet.cli.train.ArchitectureTexts;
import org.onnxnet.predictor.FeatureModel;
import org.onnxnet.trainer.Execution;
import org.onnxnet.trainer.Schedule;
import org.onnxnet.trainer.Trainer;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.data.TrainingData;
import org.onnxnet.trainer.loss.PairwiseRanking;
import org.onnxnet.trainer.start.Start;

/**
 * How a language model learns to rank networks unlike those with accuracies: measured networks come with their accuracies, random
 * ones of other spaces in the order that a feature model of the same accuracies and their size give them. A feature model carries
 * over to other spaces, which a language model does not do by itself.
 */
final class Teaching {
    private static final int MAX_TOKENS = 1_024;

    private static final Schedule SCHEDULE =
            Schedule.PAPER.withEpochs(2).withBatchSize(72).withLearningRate(5e-4);

    private final Path start;
    private final TeachingNetworks networks;
    private final Execution execution;
    private final ArchitectureTexts texts = new ArchitectureTexts(RandomNetworks.ENCODER);

    /**
     * @param start a model that can count already, as {@code recipes/pretrain-counts.yaml} makes it
     * @param networks what the teacher is asked about
     */
    Teaching(Path start, TeachingNetworks networks, Execution execution) {
        this.start = start;
        this.networks = networks;
        this.execution = execution;
    }

    /** The texts of architectures, as the model is taught them. */
    ArchitectureTexts texts() {
        return texts;
    }

    /**
     * Trains a model; a training that was killed goes on.
     *
     * @param name for reports
     * @param validation what the error is measured on; may be empty
     * @return its directory, in {@code output}
     */
    Path train(
            String name,
            List<LabelledSpace> measured,
            List<LabelledSpace> validation,
            FeatureModel model,
            long seed,
            Path output)
            throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        measured.forEach(space -> rows.addAll(rows(space)));
        networks.groups()
                .forEach(group ->
                        rows.addAll(taught(group.name(), group.networks(), Teacher.FEATURES_AND_PARAMS, model)));
        List<LabelledText> heldOut =
                validation.stream().map(this::rows).flatMap(List::stream).toList();
        try (TrainingBar bar = new TrainingBar()) {
            return Trainer.builder()
                    .name(name)
                    .start(Start.from(start))
                    .maxTokens(MAX_TOKENS)
                    .encoder(RandomNetworks.ENCODER)
                    .loss(new PairwiseRanking())
                    .schedule(SCHEDULE)
                    .execution(execution)
                    .seed(seed)
                    .listener(bar)
                    .build()
                    .train(new TrainingData(rows, heldOut, List.of()), output)
                    .lastModel();
        }
    }

    private List<LabelledText> rows(LabelledSpace space) {
        return measured(space, texts);
    }

    /** Measured networks with their accuracies, which compare within their space. */
    static List<LabelledText> measured(LabelledSpace space, ArchitectureTexts texts) {
        return space.labelledTexts(texts, space.space() + " measured");
    }

    /**
     * Random networks as a teacher sees them.
     *
     * @param group of networks that compare with each other
     * @param model that the teacher asks
     */
    static List<LabelledText> taught(String group, List<CountedNetwork> networks, Teacher teacher, FeatureModel model) {
        double[] labels = teacher.labels(networks, model);
        return IntStream.range(0, networks.size())
                .mapToObj(i -> LabelledText.of(
                        networks.get(i).key(), group, networks.get(i).text(), labels[i]))
                .toList();
    }
}
