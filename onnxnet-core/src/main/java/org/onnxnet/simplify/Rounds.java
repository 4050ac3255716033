package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalOrder;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.InvalidModelException;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;
import org.onnxnet.simplify.SimplificationReport.Failure;
import org.onnxnet.simplify.SimplificationReport.Rewrite;

/** Applies rules to models, infers types anew, and so on until nothing changes; writes down what was done. */
final class Rounds {
    /** Each round infers all types anew; one more than needed is enough, and no model is known to need more than three. */
    private static final int MAX_ROUNDS = 12;

    private final SimplifyMode mode;
    /** Without those that broke. */
    private RuleIndex rules;

    private final int budget;

    private final List<Rewrite> done = new ArrayList<>();
    private final List<Rewrite> refused = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    /** By their text: a rule that breaks at a node breaks there in every round. */
    private final Map<String, Failure> failures = new LinkedHashMap<>();

    Rounds(SimplifyMode mode, RuleIndex rules, int budget) {
        this.mode = mode;
        this.rules = rules;
        this.budget = budget;
    }

    /**
     * The model as it comes out, the same object where nothing changed.
     *
     * @param subject what notes start with
     */
    @SuppressWarnings("ReferenceEquality") // this very model says that nothing was changed
    Model run(Model model, String subject) {
        Model current = model;
        List<Rewrite> lastRefused = List.of();
        boolean changed = done.size() < budget;
        for (int round = 0; changed && round < MAX_ROUNDS; round++) {
            changed = false;
            try {
                Model ordered = inOrder(current);
                Workspace workspace = WorkspaceReader.read(ordered, infer(ordered));
                Driver driver = new Driver(workspace, mode, rules, budget - done.size());
                driver.run();
                lastRefused = driver.refused();
                if (!driver.done().isEmpty()) {
                    done.addAll(driver.done());
                    current = WorkspaceWriter.write(workspace);
                    changed = true;
                }
                driver.notes().forEach(note -> notes.add(subject + note));
                driver.failures().forEach(failure -> add(failure, subject));
                // The driver has stopped where no rule has anything to say, so only better types can make one speak
                // again.
                changed &= workspace.outdated && !driver.isExhausted();
            } catch (BrokenEditException e) {
                // The workspace is half edited and goes; what this round had done is done again, without the rule.
                add(e.failure(), subject);
                rules = rules.without(e.rule());
                changed = true;
            } catch (UnworkableModelException | InvalidModelException e) {
                notes.add(subject + "left as it is: " + e.getMessage());
            }
        }
        refused.addAll(lastRefused);
        if (current != model && FileFormat.needsRaising(current) && FileFormat.hasFreeInitializers(current, mode)) {
            done.add(FileFormat.raising(current));
            current = FileFormat.raised(current);
        }
        return current;
    }

    private void add(Failure failure, String subject) {
        Failure named = new Failure(failure.rule(), subject + failure.subject(), failure.exception());
        failures.putIfAbsent(named.toString(), named);
    }

    /** Takes over what other rounds wrote down. */
    void add(Rounds others) {
        done.addAll(others.done);
        refused.addAll(others.refused);
        notes.addAll(others.notes);
        others.failures.forEach(failures::putIfAbsent);
    }

    SimplificationReport report(int nodesBefore, int nodesAfter) {
        return new SimplificationReport(
                mode, nodesBefore, nodesAfter, done, refused, notes, List.copyOf(failures.values()));
    }

    /** What a rule does may hang on which node comes first, and one network in one form must not hang on the file. */
    private Model inOrder(Model model) {
        return mode == SimplifyMode.CANONICAL ? model.withGraph(CanonicalOrder.sort(model.graph())) : model;
    }

    /** Types that follow from the inputs. What a file declares of values in between is often wrong, so it is left out. */
    private static InferredTypes infer(Model model) {
        Graph graph = model.graph();
        List<Value> outputs = graph.outputs().stream()
                .map(output -> output.withType(withoutShape(output.type())))
                .toList();
        return ShapeInference.standard()
                .infer(model.withGraph(
                        graph.with(parts -> parts.outputs(outputs).valueInfo(List.of()))));
    }

    private static @Nullable ValueType withoutShape(@Nullable ValueType type) {
        return type instanceof ValueType.OfTensor tensor ? ValueType.tensor(tensor.elementType(), (Shape) null) : type;
    }
}
