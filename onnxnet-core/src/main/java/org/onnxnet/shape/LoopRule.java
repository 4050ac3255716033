package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/**
 * <a href="https://onnx.ai/onnx/operators/onnx__Loop.html">Loop</a>: a body of inputs iteration, condition and states, and of
 * outputs condition, states and slices. A short loop whose condition is known is followed iteration by iteration; of others
 * what holds in every iteration is found.
 */
final class LoopRule {
    /** Longer loops are not followed iteration by iteration. */
    private static final int MAX_ITERATIONS = 64;

    /** How often a body is inferred in search of types that it keeps, before shapes are given up. */
    private static final int MAX_PASSES = 4;

    private final NodeContext node;
    private final Graph body;
    private final LoopStates initial;
    private final int states;

    private LoopRule(NodeContext node, Graph body) {
        this.node = node;
        this.body = body;
        this.states = Math.max(0, node.inputCount() - 2);
        this.initial = LoopStates.ofInputs(node, 2, states);
    }

    static void infer(NodeContext node) {
        LoopRule rule = new LoopRule(node, ControlFlowRules.body(node, "body"));
        if (node.followsValues()) {
            rule.follow();
        } else {
            rule.widen();
        }
    }

    /** As the reference implementation has it: the shapes of states are not followed at all. */
    private void widen() {
        BodyTypes results = run(null, initial.withoutShapes());
        if (results.size() != node.outputCount() + 1) {
            throw new CannotInferException(
                    "the body has " + results.size() + " outputs, wanted " + (node.outputCount() + 1));
        }
        for (int slot = 0; slot < states && slot < node.outputCount(); slot++) {
            ValueType type = initial.values().get(slot).type();
            node.setType(slot, type instanceof ValueType.OfTensor ? ControlFlowRules.withoutShapes(type) : type);
        }
        setSlices(List.of(results), Dim.UNKNOWN);
    }

    private void follow() {
        List<BodyTypes> iterations = unroll();
        // The last inference of the body is what is remembered of it, so it must hold for all iterations.
        BodyTypes any = invariant();
        if (iterations == null) {
            Dim count = count(any);
            LoopStates after = LoopStates.ofResults(any, 1, states);
            boolean runs = count instanceof Dim.Known known && known.value() > 0;
            (runs ? after : initial.join(after)).assign(node);
            setSlices(List.of(any), count);
        } else if (iterations.isEmpty()) {
            initial.assign(node);
            setSlices(List.of(any), Dim.of(0));
        } else {
            LoopStates.ofResults(iterations.get(iterations.size() - 1), 1, states)
                    .assign(node);
            setSlices(iterations, Dim.of(iterations.size()));
            setSliceValues(iterations);
        }
    }

    // ---- the body

    private BodyTypes run(@Nullable Long iteration, LoopStates before) {
        List<KnownValue> inputs = new ArrayList<>();
        inputs.add(new KnownValue(
                scalarType(0, ElementType.INT64),
                scalar(0, ElementType.INT64, iteration == null ? Element.UNKNOWN : Element.of(iteration))));
        // An iteration starts only where the condition holds.
        inputs.add(new KnownValue(
                node.inputType(1) != null ? node.inputType(1) : scalarType(1, ElementType.BOOL),
                scalar(1, ElementType.BOOL, Element.of(1))));
        inputs.addAll(before.values());
        return node.inferBody(body, inputs);
    }

    /** Bodies declare iteration and condition as scalars or as vectors of one element; runtimes give what they ask for. */
    private Shape scalarShape(int input) {
        Shape declared = input < body.inputs().size() ? body.inputs().get(input).shape() : null;
        boolean vector =
                declared != null && declared.rank() == 1 && declared.dim(0).is(1);
        return vector ? Shape.of(1) : Shape.SCALAR;
    }

    private @Nullable ValueType scalarType(int input, ElementType type) {
        return ValueType.tensor(type, node.followsValues() ? scalarShape(input) : null);
    }

    private SymbolicTensor scalar(int input, ElementType type, Element element) {
        return SymbolicTensor.of(type, scalarShape(input), List.of(element));
    }

    /** The body for states that it keeps: types and contents that hold before and after every iteration. */
    private BodyTypes invariant() {
        LoopStates before = initial;
        for (int pass = 0; pass < MAX_PASSES && node.mayInferAgain(body); pass++) {
            BodyTypes results = run(null, before);
            LoopStates kept = before.join(LoopStates.ofResults(results, 1, states));
            if (kept.equals(before)) {
                return results;
            }
            before = kept;
        }
        return run(null, initial.withoutShapes());
    }

    // ---- the number of iterations

    /** Each iteration on its own; null where it is not known how many there are, or there are too many. */
    private @Nullable List<BodyTypes> unroll() {
        Long limit = limit();
        Double condition = node.hasInput(1) ? node.number(1) : Double.valueOf(1.0);
        if ((limit != null && limit <= 0) || (condition != null && condition == 0)) {
            return List.of();
        }
        if (condition == null || limit == null || (limit > MAX_ITERATIONS && node.hasInput(0))) {
            return null;
        }
        List<BodyTypes> iterations = new ArrayList<>();
        LoopStates before = initial;
        while (iterations.size() < limit) {
            if (iterations.size() >= MAX_ITERATIONS || !node.mayInferAgain(body)) {
                return null;
            }
            BodyTypes results = run((long) iterations.size(), before);
            iterations.add(results);
            Long goesOn = goesOn(results);
            if (goesOn == null && iterations.size() < limit) {
                return null;
            }
            if (goesOn != null && goesOn == 0) {
                break;
            }
            before = LoopStates.ofResults(results, 1, states);
        }
        return iterations;
    }

    /** The largest number of iterations, {@code Long.MAX_VALUE} where there is no limit; null where it is not known. */
    private @Nullable Long limit() {
        if (!node.hasInput(0)) {
            return Long.MAX_VALUE;
        }
        long[] given = node.longs(0);
        return given == null || given.length != 1 ? null : given[0];
    }

    /** Whether the condition that an iteration computes is true (1) or false (0); null where that is not known. */
    private static @Nullable Long goesOn(BodyTypes results) {
        SymbolicTensor condition = results.size() == 0 ? null : results.value(0);
        return condition == null || condition.size() != 1
                ? null
                : condition.element(0).number();
    }

    /** The number of iterations of a loop that only its limit ends. */
    private Dim count(BodyTypes any) {
        Double condition = node.hasInput(1) ? node.number(1) : Double.valueOf(1.0);
        Long goesOn = goesOn(any);
        SymbolicTensor limit = node.value(0);
        boolean onlyLimit = condition != null && condition != 0 && goesOn != null && goesOn == 1;
        return onlyLimit && limit != null && limit.size() == 1 ? DimMath.max(limit.dim(0), Dim.of(0)) : Dim.UNKNOWN;
    }

    // ---- slices

    /** Outputs after the states: what each iteration gives, along a new first axis. */
    private void setSlices(List<BodyTypes> iterations, Dim count) {
        for (int slot = states; slot < node.outputCount(); slot++) {
            ValueType type = type(iterations.get(0), slot + 1);
            for (BodyTypes iteration : iterations) {
                type = TypeMerge.join(type, type(iteration, slot + 1));
            }
            if (type instanceof ValueType.OfTensor tensor) {
                node.setTensor(slot, tensor.elementType(), ScanRule.inserted(tensor.shape(), 0, count));
            }
        }
    }

    private static @Nullable ValueType type(BodyTypes results, int output) {
        return output < results.size() ? results.type(output) : null;
    }

    private void setSliceValues(List<BodyTypes> iterations) {
        for (int slot = states;
                slot < node.outputCount() && slot + 1 < body.outputs().size();
                slot++) {
            List<SymbolicTensor> slices = new ArrayList<>();
            for (BodyTypes iteration : iterations) {
                SymbolicTensor slice = iteration.value(slot + 1);
                Shape shape = slice == null ? null : ScanRule.inserted(slice.shape(), 0, Dim.of(1));
                if (slice != null && shape != null) {
                    slices.add(slice.reshaped(shape));
                }
            }
            if (slices.size() == iterations.size()) {
                node.setContent(slot, ConcatRule.join(slices, 0));
            }
        }
    }
}
