package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.simplify.rule.LocalFunctions.function;
import static org.onnxnet.simplify.rule.LocalFunctions.id;
import static org.onnxnet.simplify.rule.LocalFunctions.input;
import static org.onnxnet.simplify.rule.LocalFunctions.output;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Model;

class RemoveUncalledFunctionTest {
    private final RuleAssert rule = RuleAssert.of(new RemoveUncalledFunction());

    private static final Function INNER = function("Inner", f -> output(f, f.op("Neg", List.of(input(f, "a")))));
    private static final Function OUTER = function("Outer", f -> output(f, f.op(id("Inner"), List.of(input(f, "a")))));

    private static Model model(List<Function> functions) {
        return LocalFunctions.model(
                functions, g -> g.output(g.op(id("Outer"), List.of(g.input("x", FLOAT, 2))), FLOAT, 2));
    }

    @Test
    void functionsThatNothingCalls() {
        Function unread = function("Unread", f -> output(f, f.op(id("Unread2"), List.of(input(f, "a")))));
        Function unread2 = function("Unread2", f -> output(f, f.op("Neg", List.of(input(f, "a")))));
        Model result = rule.fires(model(List.of(INNER, unread, OUTER, unread2)), "local:Outer");
        assertThat(result.functions()).containsExactly(INNER, OUTER);
    }

    @Test
    void functionsThatAreCalledByFunctionsStay() {
        rule.doesNotFire(model(List.of(INNER, OUTER)));
    }

    @Test
    void trainingGraphsMayCallAny() {
        Model model = model(List.of(INNER, OUTER, function("Unread", f -> output(f, input(f, "a")))));
        rule.doesNotFire(new Model(
                model.irVersion(),
                model.opsets(),
                model.producer(),
                model.domain(),
                model.version(),
                model.doc(),
                model.graph(),
                model.metadata(),
                model.functions(),
                List.of(Bytes.copyOf(new byte[] {10, 0})),
                Extras.NONE));
    }
}
