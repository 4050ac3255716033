package org.onnxnet.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** Runs the command inside the test and holds what it printed. */
public record Cli(int exitCode, String out, String err) {
    public static final Path SAMPLES = Path.of("..", "samples");

    public static Cli run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Cli(exitCode, out.toString(), err.toString());
    }
}
