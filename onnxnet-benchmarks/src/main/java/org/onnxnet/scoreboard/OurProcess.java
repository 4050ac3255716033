package org.onnxnet.scoreboard;

import java.io.IOException;
import java.nio.file.Path;
import org.onnxnet.OnnxGraph;
import org.onnxnet.simplify.Simplification;
import org.onnxnet.simplify.Simplifier;
import org.onnxnet.simplify.SimplifyMode;

/** Simplifies with this library: a request is the file to read and the file to write, the answer is {@code ok} or an error. */
final class OurProcess {
    private OurProcess() {}

    public static void main(String[] arguments) throws IOException {
        SimplifyMode mode = SimplifyMode.valueOf(arguments[0]);
        Protocol.serve(request -> {
            Simplification result = Simplifier.of(mode)
                    .simplify(OnnxGraph.load(Path.of(request[0])).model());
            if (!result.report().failures().isEmpty()) {
                throw new IllegalStateException(
                        "a rule broke: " + result.report().failures().get(0));
            }
            OnnxGraph.of(result.model()).save(Path.of(request[1]));
            return "ok";
        });
    }
}
