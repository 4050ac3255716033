package org.onnxnet.check;

import java.util.ArrayList;
import java.util.List;

/** The problems found so far. */
final class Report {
    private final List<Problem> problems = new ArrayList<>();

    void error(String where, String message) {
        problems.add(new Problem(Severity.ERROR, where, message));
    }

    void warning(String where, String message) {
        problems.add(new Problem(Severity.WARNING, where, message));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }
}
