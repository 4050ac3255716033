package org.onnxnet.trainer;

/** Is told how a training goes, in the thread that trains. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * The training begins, or goes on.
     *
     * @param step number of steps made earlier
     * @param steps number of all steps
     */
    default void started(long step, long steps) {}

    /** The data are suspicious. */
    default void warned(String warning) {}

    /** A step was made. */
    default void stepped(StepReport step) {}

    /** An epoch is over and its model evaluated. */
    default void finishedEpoch(EpochReport epoch) {}

    /** An epoch on texts without labels is over. */
    default void finishedPretrainingEpoch(PretrainingReport epoch) {}
}
