package org.onnxnet.predictor.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Activation functions by the names that {@code transformers} gives them. */
public enum Activation {
    /** {@code x/2 (1 + erf(x/sqrt 2))}. */
    GELU("gelu", "gelu_python"),
    /** The approximation {@code x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))}. */
    GELU_TANH("gelu_pytorch_tanh", "gelu_new", "gelu_fast", "gelu_python_tanh"),
    RELU("relu"),
    /** {@code x sigmoid(x)}. */
    SILU("silu", "swish"),
    TANH("tanh");

    private final String names;

    Activation(String... names) {
        this.names = String.join(", ", names);
    }

    static Optional<Activation> ofName(String name) {
        return Arrays.stream(values())
                .filter(activation -> List.of(activation.names.split(", ")).contains(name))
                .findFirst();
    }

    /** The first of its names. */
    String hubName() {
        return names.split(", ", 2)[0];
    }

    static String allNames() {
        return Arrays.stream(values()).map(activation -> activation.names).collect(Collectors.joining(", "));
    }
}
