package org.onnxnet.trainer;

import org.onnxnet.encoder.Component;
import org.onnxnet.encoder.Encoder;
import org.onnxnet.predictor.checkpoint.NetworkConfig;
import org.onnxnet.trainer.loss.Loss;
import org.onnxnet.trainer.loss.PairwiseRanking;
import org.onnxnet.trainer.start.NetworkSize;
import org.onnxnet.trainer.start.Start;

/**
 * Says what a {@link Trainer} does. If nothing else is said: a small network from nothing, texts with inputs, parameters and
 * shapes, the pairwise loss and the schedule of the paper, seed 42, on the processor in 32 bits.
 */
public final class TrainerBuilder {
    Start start = Start.scratch(NetworkSize.small());
    Encoder encoder = Encoder.with(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE);
    String name = "language model";
    Loss loss = new PairwiseRanking();
    Schedule schedule = Schedule.PAPER;
    Execution execution = Execution.DEFAULT;
    Selection selection = Selection.VALIDATION;
    TrainingListener listener = TrainingListener.NONE;
    long seed = 42;
    int maxTokens = Integer.MAX_VALUE;
    int saveInterval = 500;

    TrainerBuilder() {}

    private TrainerBuilder(TrainerBuilder other) {
        start = other.start;
        encoder = other.encoder;
        name = other.name;
        loss = other.loss;
        schedule = other.schedule;
        execution = other.execution;
        selection = other.selection;
        listener = other.listener;
        seed = other.seed;
        maxTokens = other.maxTokens;
        saveInterval = other.saveInterval;
    }

    /** Another builder with the same settings. */
    public TrainerBuilder copy() {
        return new TrainerBuilder(this);
    }

    public TrainerBuilder start(Start start) {
        this.start = start;
        return this;
    }

    /** What wrote the texts; the model says so to those who score with it. */
    public TrainerBuilder encoder(Encoder encoder) {
        this.encoder = encoder;
        return this;
    }

    /** The name of the model in reports. */
    public TrainerBuilder name(String name) {
        this.name = name;
        return this;
    }

    public TrainerBuilder loss(Loss loss) {
        this.loss = loss;
        return this;
    }

    public TrainerBuilder schedule(Schedule schedule) {
        this.schedule = schedule;
        return this;
    }

    public TrainerBuilder execution(Execution execution) {
        this.execution = execution;
        return this;
    }

    public TrainerBuilder selection(Selection selection) {
        this.selection = selection;
        return this;
    }

    public TrainerBuilder listener(TrainingListener listener) {
        this.listener = listener;
        return this;
    }

    /** Of new weights, the order of rows, and what losses leave to chance. */
    public TrainerBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** How many tokens of a text are read, special tokens included, if the network could read more; 3 or more. */
    public TrainerBuilder maxTokens(int maxTokens) {
        if (maxTokens < 3) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + ", wanted 3 or more");
        }
        this.maxTokens = maxTokens;
        return this;
    }

    /**
     * After how many steps the training is saved within an epoch; at the end of one it is in any case. A training whose output
     * directory has a state of it goes on from there, and gives the same model as if it had never stopped.
     */
    public TrainerBuilder saveInterval(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("saveInterval is " + steps + ", wanted 1 or more");
        }
        this.saveInterval = steps;
        return this;
    }

    int maxTokens(NetworkConfig config) {
        return Math.min(maxTokens, config.maxTokens());
    }

    public Trainer build() {
        return new Trainer(copy());
    }
}
