package org.onnxnet.scoreboard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares: a request is an original, to be run first, or that and another form of it, for which the answer is a
 * {@link Verdict}. One original after the other.
 */
final class JudgeProcess {
    private JudgeProcess() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Judge> last = new HashMap<>();
        Protocol.serve(request -> {
            Judge judge = last.get(request[0]);
            if (judge == null) {
                last.clear();
                judge = new Judge(Path.of(request[0]));
                last.put(request[0], judge);
            }
            return request.length == 1
                    ? "ok"
                    : judge.compare(Path.of(request[1])).toLine();
        });
    }
}
