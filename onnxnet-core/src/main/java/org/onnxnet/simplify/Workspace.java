package org.onnxnet.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.ConstantNode;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;

/**
 * A model that is being edited. All graphs of the model are taken apart into {@link Step}s and {@link Cell}s, under value
 * names that are unique in the whole model, so that a read from a nested graph is a read like any other.
 */
final class Workspace {
    private Model model;
    /** That of the default domain; rules ask for it all the time. */
    private long opset;

    final Block main;
    final Functions functions;
    private final Map<String, Cell> cells;
    /** Every name that was ever used, so that a fresh one clashes with none. */
    private final Set<String> names;
    /** For each stem of fresh names, the numbers up to which all are taken. */
    private final Map<String, Integer> taken = new HashMap<>();
    /** How many nodes had a name. */
    private final Map<String, Integer> nodeNames = new HashMap<>();

    private final ConstantPool pool = new ConstantPool();

    /** Whether an edit has made more known of a value that something reads, so that inferring all types anew may find more. */
    boolean outdated;

    Workspace(Model model) {
        this.model = model;
        this.opset = model.opset();
        this.main = new Block(model.graph(), null);
        this.functions = new Functions(model);
        Graph graph = model.graph();
        int values = graph.nodes().size()
                + graph.inputs().size()
                + graph.initializers().size();
        this.cells = new HashMap<>(2 * values);
        this.names = new HashSet<>(2 * values);
    }

    /** The model before it was edited, but for the operator sets that inlined functions brought in. */
    Model model() {
        return model;
    }

    long opset(String domain) {
        return domain.isEmpty() ? opset : model.opset(domain);
    }

    void importOpset(String domain, long version) {
        model = model.withOpset(domain, version);
        opset = model.opset();
    }

    // ---- values

    @Nullable
    Cell find(String name) {
        return cells.get(name);
    }

    Cell cell(String name) {
        Cell cell = cells.get(name);
        if (cell == null) {
            throw new IllegalStateException("no value '" + name + "' in the workspace");
        }
        return cell;
    }

    Cell define(String name, Block block) {
        Cell cell = new Cell(name, block);
        cells.put(name, cell);
        names.add(name);
        return cell;
    }

    void reserve(String name) {
        names.add(name);
    }

    boolean isTaken(String name) {
        return names.contains(name);
    }

    String freshName(String name, String suffix) {
        String stem = name + "_" + suffix;
        int number = taken.getOrDefault(stem, 0);
        String fresh = numbered(stem, number);
        while (names.contains(fresh)) {
            number++;
            fresh = numbered(stem, number);
        }
        taken.put(stem, number);
        return fresh;
    }

    /** Gives a step another node name if a second node had its own: runtimes want different ones within a graph. */
    void makeNameUnique(Step step) {
        String name = step.node.name();
        int holders = nodeNames.getOrDefault(name, 0);
        if (!name.isEmpty() && holders > 1) {
            int number = holders - 1;
            while (nodeNames.containsKey(numbered(name, number))) {
                number++;
            }
            String unique = numbered(name, number);
            nodeNames.put(unique, 1);
            step.node = step.node.withName(unique);
        }
    }

    private static String numbered(String stem, int number) {
        return number == 0 ? stem : stem + "_" + number;
    }

    void drop(Cell cell) {
        cells.remove(cell.name);
        cell.block.initializers.remove(cell.name);
        pool.remove(cell);
    }

    // ---- constants

    /** The cell that holds a small constant which is equal and can be read from a block, else null. */
    @Nullable
    Cell equalConstant(Tensor tensor, Block block) {
        return pool.find(tensor, block);
    }

    /** Makes an initializer; for a small one that is there already, the other cell. */
    Cell addInitializer(Tensor tensor, Block block) {
        Cell equal = equalConstant(tensor, block);
        if (equal != null) {
            return equal;
        }
        Cell cell = define(tensor.name(), block);
        makeInitializer(cell, tensor);
        return cell;
    }

    void makeInitializer(Cell cell, Tensor tensor) {
        cell.producer = null;
        cell.initializer = tensor;
        cell.constant = tensor;
        cell.block.initializers.put(cell.name, cell);
        pool.add(cell);
    }

    /** Another cell of the same block or one around it that is the same small constant, else null. */
    @Nullable
    Cell equalConstant(Cell cell) {
        Tensor tensor = cell.constant;
        if (tensor == null) {
            return null;
        }
        Cell equal = pool.find(tensor, cell.block);
        if (equal == null) {
            pool.add(cell);
        }
        return equal == cell ? null : equal;
    }

    // ---- steps

    Step addStep(Node node, Block block, @Nullable Step before) {
        Step step = new Step(node, block);
        nodeNames.merge(node.name(), 1, Integer::sum);
        block.insertBefore(step, before);
        attach(step);
        return step;
    }

    /** Enters a step as the reader of its inputs and the writer of its outputs. */
    void attach(Step step) {
        for (String input : step.node.inputs()) {
            if (!input.isEmpty()) {
                cell(input).readers.merge(step, 1, Integer::sum);
            }
        }
        for (String output : step.node.outputs()) {
            if (!output.isEmpty()) {
                Cell cell = cells.get(output);
                if (cell == null) {
                    cell = define(output, step.block);
                }
                cell.producer = step;
                Tensor constant = ConstantNode.tensor(step.node);
                cell.constant = constant == null ? null : constant.withName(output);
            }
        }
    }

    /** Takes a step out. The cells it wrote stay, without a writer, for the caller to give to another step or to drop. */
    void detach(Step step) {
        step.gone = true;
        step.block.unlink(step);
        unread(step);
        for (String output : step.node.outputs()) {
            if (!output.isEmpty()) {
                Cell cell = cell(output);
                cell.producer = null;
                cell.constant = null;
            }
        }
        for (Block body : step.bodies) {
            discard(body);
        }
    }

    private void unread(Step step) {
        for (String input : step.node.inputs()) {
            if (!input.isEmpty()) {
                Cell cell = cells.get(input);
                if (cell != null) {
                    cell.readers.remove(step);
                }
            }
        }
    }

    private void discard(Block body) {
        for (Value output : body.outputs) {
            Cell cell = cells.get(output.name());
            if (cell != null) {
                cell.outputs--;
            }
        }
        for (Step step : body.steps()) {
            step.gone = true;
            unread(step);
            step.node.outputs().forEach(cells::remove);
            step.bodies.forEach(this::discard);
        }
        for (Value input : body.inputs) {
            cells.remove(input.name());
        }
        new ArrayList<>(body.initializers.values()).forEach(this::drop);
    }

    // ---- renaming

    /** Whether all readers of one value may read another instead. */
    boolean canRename(Cell value, Cell by) {
        if (value == by || value.pinned || !isVisible(by, value.block)) {
            return false;
        }
        return value.outputs == 0 || (by.producer != null && by.block == value.block && by.outputs == 0 && !by.pinned);
    }

    static boolean isVisible(Cell cell, Block from) {
        for (Block block = from; block != null; block = block.parent) {
            if (cell.block == block) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets all readers of one value read another. If the value is an output, its name has to live on: the writer of the
     * other then writes this name.
     *
     * @return the cell that is left
     */
    Cell rename(Cell value, Cell by) {
        if (value.outputs == 0) {
            moveReaders(value, by);
            return by;
        }
        Step writer = by.producer;
        if (writer == null) {
            throw new IllegalStateException("'" + by.name + "' has no writer that could write '" + value.name + "'");
        }
        moveReaders(by, value);
        writer.node = writer.node.withOutputs(replaced(writer.node.outputs(), by.name, value.name));
        value.producer = writer;
        value.constant = by.constant == null ? null : by.constant.withName(value.name);
        if (value.type == null) {
            value.type = by.type;
        }
        if (value.content == null) {
            value.content = by.content;
        }
        by.producer = null;
        drop(by);
        return value;
    }

    private static void moveReaders(Cell from, Cell to) {
        from.readers.forEach((step, slots) -> {
            step.node = step.node.withInputs(replaced(step.node.inputs(), from.name, to.name));
            to.readers.merge(step, slots, Integer::sum);
        });
        from.readers.clear();
    }

    private static List<String> replaced(List<String> list, String value, String by) {
        return list.stream().map(name -> name.equals(value) ? by : name).toList();
    }

    /** Cells that hold an initializer, outer blocks first, in file order. */
    List<Cell> initializers() {
        List<Cell> found = new ArrayList<>();
        collectInitializers(main, found);
        return found;
    }

    private static void collectInitializers(Block block, List<Cell> found) {
        found.addAll(block.initializers.values());
        for (Step step = block.first; step != null; step = step.next) {
            for (int i = 0; i < step.bodies.size(); i++) {
                collectInitializers(step.bodies.get(i), found);
            }
        }
    }

    /** All steps, those of a body before the step that runs it. */
    List<Step> steps() {
        List<Step> found = new ArrayList<>();
        collectSteps(main, found);
        return found;
    }

    private static void collectSteps(Block block, List<Step> found) {
        for (Step step = block.first; step != null; step = step.next) {
            for (int i = 0; i < step.bodies.size(); i++) {
                collectSteps(step.bodies.get(i), found);
            }
            found.add(step);
        }
    }
}
