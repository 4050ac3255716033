package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onnxnet.encoder.Syntax.Line;
import org.onnxnet.encoder.Syntax.Network;
import org.onnxnet.encoder.Syntax.Operand;
import org.onnxnet.encoder.Syntax.Passed;

/** Reads an unfolded text: one of the {@link Dialect#FOLDED} dialect without definitions, calls and runs. For single use. */
final class FoldedParser {
    private final TextCursor cursor;
    private final TextParser shared;
    private final StatementParser statements;

    FoldedParser(TextCursor cursor) {
        this.cursor = cursor;
        this.shared = new TextParser(cursor);
        this.statements = new StatementParser(cursor, shared);
    }

    Network network() {
        Map<String, Long> opsets = shared.headerIfAny();
        List<Syntax.Function> functions = shared.functions();
        functions.forEach(function -> statements.note(function.body()));
        StatementResolver resolver = new StatementResolver(cursor, opsets, functions);
        List<Line> lines = new ArrayList<>();
        if (!cursor.isAt("-->")) {
            do {
                lines.add(resolver.resolve(statements.statement()));
            } while (cursor.accept(" ") && !cursor.isAt("-->"));
        }
        lines.addAll(outputs());
        if (!cursor.isAtEnd()) {
            throw cursor.wanted("the end of the text");
        }
        return new Network(opsets, functions, lines);
    }

    /** What stands behind the arrow; without one, the values that nothing reads are outputs. */
    private List<Passed> outputs() {
        List<Operand> operands = new ArrayList<>();
        List<Syntax.Target> targets = new ArrayList<>();
        int start = cursor.place();
        boolean isUnread = cursor.isAtEnd() || cursor.isAt("--> :") || cursor.isAt("--> ,");
        if (isUnread) {
            statements.unread().forEach(value -> operands.add(new Syntax.Named(start, value)));
        }
        if (cursor.isAtEnd()) {
            operands.forEach(value -> targets.add(new Syntax.Target(start, "Out" + (targets.size() + 1), false, null)));
        } else {
            cursor.expect("-->");
            while (cursor.accept(targets.isEmpty() ? " " : ", ")) {
                int place = cursor.place();
                if (!isUnread) {
                    operands.add(statements.operand());
                    if (cursor.isAt(" :")) {
                        cursor.expect(" ");
                    }
                }
                targets.add(shared.target(place, "Out" + (targets.size() + 1)));
            }
        }
        if (targets.size() != operands.size()) {
            throw cursor.malformed(
                    start,
                    "found " + targets.size() + " outputs, wanted " + operands.size()
                            + ", the values that nothing reads");
        }
        List<Passed> outputs = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            outputs.add(new Passed(targets.get(i).place(), operands.get(i), targets.get(i)));
        }
        return outputs;
    }
}
