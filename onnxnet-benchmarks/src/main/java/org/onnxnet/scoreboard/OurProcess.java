package org.onnxnet.scoreboard;

import java.io.IOException;
import java.nio.file.Path;
import org.onnxnet.OnnxGraph;
import org.onnxnet.simplify.SimplifyMode;

/** Simplifies with this library: a request is the file to read and the file to write, the answer is {@code ok} or an error. */
final class OurProcess {
    private OurProcess() {}

    public static void main(String[] arguments) throws IOException {
        SimplifyMode mode = SimplifyMode.valueOf(arguments[0]);
        Protocol.serve(request -> {
            OnnxGraph.load(Path.of(request[0])).simplify(mode).save(Path.of(request[1]));
            return "ok";
        });
    }
}
