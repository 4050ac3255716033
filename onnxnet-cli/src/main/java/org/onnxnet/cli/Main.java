package org.onnxnet.cli;

/** Entry point of the {@code onnxnet} command. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.err.println("onnxnet: no commands yet");
        System.exit(2);
    }
}
