package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.shape.NodeScope;
import org.onnxnet.shape.SymbolicTensor;
import org.onnxnet.simplify.rewrite.GraphView;
import org.onnxnet.simplify.rewrite.Training;

/** The workspace as a rule sees it from one block. */
final class BlockView implements GraphView, NodeScope {
    private final Workspace workspace;
    private final Block block;
    private final SimplifyMode mode;
    private final Legality legality;

    /** Known once it was asked for. */
    private @Nullable Set<Function> called;

    BlockView(Workspace workspace, Block block, SimplifyMode mode, Legality legality) {
        this.workspace = workspace;
        this.block = block;
        this.mode = mode;
        this.legality = legality;
    }

    @Override
    public long opset() {
        return workspace.opset("");
    }

    @Override
    public long opset(String domain) {
        return workspace.opset(domain);
    }

    @Override
    public @Nullable Function function(Node node) {
        return workspace.functions.find(node);
    }

    @Override
    public boolean isCalled(Function function) {
        Set<Function> known = called;
        if (known == null) {
            known = workspace.functions.called(workspace.steps());
            called = known;
        }
        return known.contains(function);
    }

    @Override
    public boolean hasFreeInitializers() {
        return FileFormat.hasFreeInitializers(workspace.model(), mode);
    }

    @Override
    public boolean keepsInputs() {
        return mode == SimplifyMode.LOSSLESS;
    }

    @Override
    public @Nullable OperatorSchema schema(Node node) {
        return legality.schema(node);
    }

    @Override
    public @Nullable ValueType type(String value) {
        Cell cell = workspace.find(value);
        return cell == null ? null : cell.type;
    }

    @Override
    public @Nullable SymbolicTensor value(String value) {
        return content(value);
    }

    @Override
    public @Nullable SymbolicTensor content(String value) {
        Cell cell = workspace.find(value);
        return cell == null ? null : cell.content;
    }

    @Override
    public @Nullable Tensor constant(String value) {
        Cell cell = workspace.find(value);
        return cell == null ? null : cell.constant;
    }

    @Override
    public long @Nullable [] longs(String value) {
        Cell cell = workspace.find(value);
        if (cell == null) {
            return null;
        }
        if (cell.content != null
                && cell.content.isKnown()
                && !cell.content.elementType().isFloat()) {
            return cell.content.toLongs();
        }
        Tensor constant = cell.constant;
        return constant != null && constant.elementType().isInteger() && constant.byteSize() <= ConstantPool.MAX_BYTES
                ? constant.toLongs()
                : null;
    }

    @Override
    public boolean isInput(String value) {
        Cell cell = workspace.find(value);
        return cell != null && cell.input;
    }

    @Override
    public boolean isParameter(String value) {
        Cell cell = workspace.find(value);
        return cell != null && cell.input && cell.block.isMain() && cell.initializer == null;
    }

    @Override
    public boolean isOutput(String value) {
        Cell cell = workspace.find(value);
        return cell != null && cell.outputs > 0;
    }

    @Override
    public @Nullable Node producer(String value) {
        Cell cell = workspace.find(value);
        return cell == null || cell.producer == null || cell.producer.block != block ? null : cell.producer.node;
    }

    @Override
    public int useCount(String value) {
        Cell cell = workspace.find(value);
        return cell == null ? 0 : cell.useCount() + (cell.pinned ? 1 : 0);
    }

    @Override
    public boolean isRead(String value) {
        Cell cell = workspace.find(value);
        return cell != null && cell.isRead();
    }

    @Override
    public boolean isUsedOnce(String value) {
        Cell cell = workspace.find(value);
        if (cell == null || cell.pinned || cell.readers.size() != 1 || cell.useCount() != 1) {
            return false;
        }
        return cell.readers.keySet().iterator().next().block == block;
    }

    @Override
    public List<Node> readers(String value) {
        Cell cell = workspace.find(value);
        if (cell == null) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>(cell.readers.size());
        for (Step step : cell.readers.keySet()) {
            if (step.block == block) {
                steps.add(step);
            }
        }
        if (steps.size() > 1) {
            steps.sort(Comparator.comparingLong(step -> step.order));
        }
        return steps.stream().map(step -> step.node).toList();
    }

    @Override
    public @Nullable Node earlierTwin(Node node) {
        Step self = stepOf(node);
        Set<Step> candidates = self == null ? Set.of() : readersWithSelf(self);
        // One reader is the step itself: so it is with every layer that has weights of its own.
        if (self == null || candidates.size() < 2 || !self.bodies.isEmpty() || !isDeterministic(node)) {
            return null;
        }
        Step twin = null;
        for (Step candidate : candidates) {
            if (candidate.block == block
                    && candidate.order < self.order
                    && (twin == null || candidate.order < twin.order)
                    && NodeEquality.sameComputation(candidate.node, node)) {
                twin = candidate;
            }
        }
        return twin == null ? null : twin.node;
    }

    private boolean isDeterministic(Node node) {
        OperatorSchema schema = legality.schema(node);
        return schema != null && !schema.random() && !Training.isTraining(node, this) && function(node) == null;
    }

    /** Where twins of a step are: the readers of the input with the fewest readers. */
    private Set<Step> readersWithSelf(Step self) {
        Set<Step> fewest = Set.of();
        for (String input : self.node.inputs()) {
            if (!input.isEmpty()) {
                Set<Step> readers = workspace.cell(input).readers.keySet();
                fewest = fewest.isEmpty() || readers.size() < fewest.size() ? readers : fewest;
            }
        }
        return fewest;
    }

    private @Nullable Step stepOf(Node node) {
        for (String output : node.outputs()) {
            if (!output.isEmpty()) {
                Cell cell = workspace.find(output);
                return cell == null ? null : cell.producer;
            }
        }
        return null;
    }

    @Override
    public @Nullable String equalConstant(String constant) {
        Cell equal = workspace.equalConstant(workspace.cell(constant));
        return equal == null ? null : equal.name;
    }

    @Override
    public String freshName(String name, String suffix) {
        return workspace.freshName(name, suffix);
    }
}
