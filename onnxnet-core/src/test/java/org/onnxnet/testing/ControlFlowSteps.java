package org.onnxnet.testing;

import static org.onnxnet.graph.ElementType.BOOL;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Value;
import org.onnxnet.testing.Sketch.Item;

/** {@code If} and {@code Loop} nodes whose bodies read values of the graphs around them. */
final class ControlFlowSteps {
    private static final List<Step> BODY_STEPS = bodySteps();

    private ControlFlowSteps() {}

    static final List<Step> ALL = List.of(ControlFlowSteps::branch, ControlFlowSteps::branch, ControlFlowSteps::loop);

    private static List<Step> bodySteps() {
        List<Step> steps = new ArrayList<>(ElementwiseSteps.ALL);
        steps.addAll(ShapeSteps.ALL);
        steps.addAll(RedundantSteps.ALL);
        return List.copyOf(steps);
    }

    static boolean branch(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT));
        if (x == null) {
            return false;
        }
        Item condition = s.pick(item -> item.is(BOOL) && item.rank() == 0);
        String conditionName = condition != null && s.chance(0.5) ? condition.name() : s.scalar(BOOL, s.between(0, 1));
        Graph thenBranch = body(s, x, "then");
        Graph elseBranch = body(s, x, "else");
        Attribute[] attributes = {Attribute.of("then_branch", thenBranch), Attribute.of("else_branch", elseBranch)};
        s.like("If", x, List.of(conditionName), attributes);
        return true;
    }

    /** A body without inputs whose only output has the type of a captured value. */
    private static Graph body(Sketch s, Item captured, String name) {
        Sketch inner = s.nested();
        Item result = transformed(inner, captured);
        return inner.toGraph(name, List.of(result.value()));
    }

    /** A value computed in this sketch with the type of {@code x}, through nodes some of which matter for it. */
    private static Item transformed(Sketch inner, Item x) {
        Item last = inner.like("Identity", x, List.of(x.name()));
        int steps = inner.between(0, 3);
        for (int i = 0; i < steps; i++) {
            BODY_STEPS.get(inner.between(0, BODY_STEPS.size() - 1)).grow(inner);
        }
        if (inner.chance(0.6)) {
            last = ElementwiseSteps.addUnary(inner, last);
        }
        Item other = inner.pick(item -> item.is(FLOAT) && item.size() > 0 && item.rank() >= 1);
        if (other != null && inner.chance(0.5)) {
            Item sum = inner.op("ReduceSum", FLOAT, new long[] {}, List.of(other.name()), Attribute.of("keepdims", 0));
            last = inner.like("Add", last, List.of(last.name(), sum.name()));
        }
        return last;
    }

    static boolean loop(Sketch s) {
        Item x = s.pick(item -> item.is(FLOAT));
        if (x == null || x.rank() >= Sketch.MAX_RANK) {
            return false;
        }
        int trips = s.between(0, 3);
        boolean withScan = s.chance(0.4);
        Sketch inner = s.nested();
        inner.input(INT64);
        Item proceed = inner.input(BOOL);
        Item carried = inner.input(x.type(), x.dims());
        Item next = transformed(inner, carried);
        Item again = inner.like("Identity", proceed, List.of(proceed.name()));
        List<Value> bodyOutputs = new ArrayList<>(List.of(again.value(), next.value()));
        if (withScan) {
            bodyOutputs.add(inner.like("Relu", carried, List.of(carried.name())).value());
        }
        Graph body = inner.toGraph("body", bodyOutputs);

        Item result = new Item(s.freshName("Loop"), x.type(), x.dims());
        List<String> outputs = new ArrayList<>(List.of(result.name()));
        if (withScan) {
            outputs.add(s.freshName("Scan"));
        }
        List<String> inputs = List.of(s.scalar(INT64, trips), s.scalar(BOOL, 1), x.name());
        s.node("Loop", inputs, outputs, Attribute.of("body", body));
        s.publish(result);
        if (withScan && trips > 0) {
            s.publish(new Item(outputs.get(1), x.type(), prepend(trips, x.dims())));
        }
        return true;
    }

    private static long[] prepend(long first, long[] rest) {
        long[] dims = new long[rest.length + 1];
        dims[0] = first;
        System.arraycopy(rest, 0, dims, 1, rest.length);
        return dims;
    }
}
