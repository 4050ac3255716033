package org.onnxnet.bench.label;

/**
 * How a value was measured. Values are comparable only where protocols are equal.
 *
 * @param name short and unique in its table, such as {@code cifar10_test}
 * @param dataset what the network was trained for, such as {@code cifar10}; empty for a cost
 * @param split what it was measured on, such as {@code test}; empty for a cost
 * @param metric what was measured, with its unit, such as {@code accuracy in percent}
 * @param epochs of training; 0 where not known or not meant
 * @param training the rest: on what it was trained, and over what the value is a mean
 */
public record Protocol(String name, String dataset, String split, String metric, int epochs, String training) {
    /** A figure of the network itself, or of its training, that no data set was needed for. */
    public static Protocol cost(String name, String metric) {
        return new Protocol(name, "", "", metric, 0, "");
    }

    /** Whether it is a figure of the network or its training rather than of what it learned. */
    public boolean isCost() {
        return dataset.isEmpty();
    }

    /** {@code cifar10_test: accuracy in percent, cifar10 test, 200 epochs, trained on train+valid}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name).append(": ").append(metric);
        if (!dataset.isEmpty()) {
            text.append(", ").append(dataset).append(' ').append(split);
        }
        if (epochs > 0) {
            text.append(", ").append(epochs).append(" epochs");
        }
        return training.isEmpty()
                ? text.toString()
                : text.append(", ").append(training).toString();
    }
}
