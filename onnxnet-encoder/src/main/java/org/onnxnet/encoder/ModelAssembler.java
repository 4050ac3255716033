package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.onnxnet.analysis.CanonicalGraph;
import org.onnxnet.encoder.Syntax.Chain;
import org.onnxnet.encoder.Syntax.Line;
import org.onnxnet.encoder.Syntax.Network;
import org.onnxnet.encoder.Syntax.Passed;
import org.onnxnet.encoder.Syntax.Target;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Value;

/** Gives the names of a text a meaning and makes a model of it, of which the outputs have the types that are stated. */
final class ModelAssembler {
    private final TextCursor cursor;
    private final Network network;
    private final Set<FunctionName> functions = new HashSet<>();

    private final Map<String, Value> given = new LinkedHashMap<>();
    private final TreeMap<Integer, Output> outputs = new TreeMap<>();
    private final List<Target> stated = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();

    /** An output of the network, and the value that it is. */
    private record Output(Target target, String value) {}

    /**
     * A model, and what the text states of values that the model has under the same names.
     *
     * @param outputs what it says of the outputs of the network, in order
     */
    record Assembled(Model model, List<Target> stated, List<Target> outputs) {}

    ModelAssembler(TextCursor cursor, Network network) {
        this.cursor = cursor;
        this.network = network;
    }

    Assembled assemble() {
        network.functions().forEach(this::declare);
        List<Function> made = network.functions().stream().map(this::function).toList();
        BlockAssembler main = new BlockAssembler(this, null, false, network.opsets());
        network.lines().forEach(line -> line(line, main));
        List<Value> results = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (Map.Entry<Integer, Output> entry : outputs.entrySet()) {
            Output output = entry.getValue();
            targets.add(output.target());
            if (entry.getKey() != targets.size()) {
                throw malformed(output.target().place(), "Out" + targets.size() + " is missing before it");
            }
            results.add(new Value(output.value(), output.target().type()));
        }
        Map<String, Long> imports = imports(main, network.opsets());
        functions.forEach(function -> imports.putIfAbsent(function.id().domain(), 1L));
        Model bare = GraphBuilder.model(imports.getOrDefault("", CanonicalGraph.USUAL_OPSET), g -> {});
        long irVersion = functions.stream().anyMatch(f -> !f.overload().isEmpty())
                ? Math.max(10, bare.irVersion())
                : functions.isEmpty() ? bare.irVersion() : Math.max(8, bare.irVersion());
        Model model = new Model(
                irVersion,
                imports,
                new Model.Producer("onnxnet", ""),
                "",
                0,
                "",
                main.toGraph("main_graph", inputs(), results),
                List.of(),
                made,
                List.of(),
                Extras.NONE);
        return new Assembled(model, stated, targets);
    }

    private void line(Line line, BlockAssembler main) {
        if (line instanceof Chain chain) {
            main.chain(chain);
        } else if (line instanceof Passed passed) {
            Target target = passed.output();
            if (!target.name().startsWith("Out")) {
                throw malformed(target.place(), "a line without a node hands on a value, wanted Out");
            }
            claim(target);
            output(target, main.read(passed.operand(), target.name(), null));
        }
    }

    private void declare(Syntax.Function function) {
        if (!functions.add(new FunctionName(function.id(), function.overload()))) {
            throw malformed(
                    function.place(),
                    "function " + Literals.of(function.id(), function.overload()) + " is there twice");
        }
    }

    private Function function(Syntax.Function function) {
        BlockAssembler block = new BlockAssembler(this, null, true, function.opsets());
        List<String> inputs = block.arguments(function.body().arguments()).stream()
                .map(Value::name)
                .toList();
        function.body().chains().forEach(block::chain);
        List<String> results =
                block.results(function.body(), freshName(function.id().type()));
        return new Function(
                function.id(),
                function.overload(),
                inputs,
                results,
                function.parameters(),
                function.defaults().stream()
                        .map(attribute -> UsualAttributes.unfolded(function.id(), attribute))
                        .toList(),
                block.nodes(),
                imports(block, function.opsets()),
                List.of(),
                "",
                List.of(),
                Extras.NONE);
    }

    private static Map<String, Long> imports(BlockAssembler block, Map<String, Long> unusual) {
        Map<String, Long> imports = new TreeMap<>(unusual);
        block.domains().forEach(domain -> imports.putIfAbsent(domain, version(unusual, domain)));
        return imports;
    }

    /** The version of an operator set where the text names only those that are not the usual ones. */
    static long version(Map<String, Long> unusual, String domain) {
        return unusual.getOrDefault(domain, domain.isEmpty() ? CanonicalGraph.USUAL_OPSET : 1);
    }

    /** Data inputs by their numbers, then the rest in order of appearance. */
    private List<Value> inputs() {
        List<Value> inputs = new ArrayList<>(given.values());
        inputs.sort(Comparator.comparingLong(
                input -> isData(input.name()) ? Long.parseLong(input.name().substring(2)) : Long.MAX_VALUE));
        return inputs;
    }

    private static boolean isData(String name) {
        return name.matches("In[0-9]+");
    }

    /** Records what something given is, and returns its name. */
    String give(Syntax.Given operand, String fresh) {
        String name = operand.name().isEmpty() ? fresh : operand.name();
        if (isData(name)) {
            cursor.toLong(name.substring(2), operand.place());
        }
        if (given.putIfAbsent(name, new Value(name, operand.type())) != null) {
            throw malformed(
                    operand.place(), name + " has its type a second time, wanted it where it stands first only");
        }
        return name;
    }

    boolean isGiven(String name) {
        return given.containsKey(name);
    }

    boolean isFunction(OpId op, String overload) {
        return functions.contains(new FunctionName(op, overload));
    }

    /** Records an output of the network: what the text says of it and the value that it is. */
    void output(Target target, String value) {
        String digits = target.name().substring("Out".length());
        int number = digits.isEmpty() ? 1 : (int) Math.min(cursor.toLong(digits, target.place()), Integer.MAX_VALUE);
        if (outputs.put(number, new Output(target, value)) != null) {
            throw malformed(target.place(), target.name() + " is written twice, wanted one writer");
        }
    }

    void claim(Target target) {
        if (!claimed.add(target.name())) {
            throw malformed(target.place(), target.name() + " is written twice, wanted one writer");
        }
    }

    /** Records a stated type, which has to agree with what follows from the rest of the text. */
    void state(Target target) {
        stated.add(target);
    }

    /** A name that counts up for each stem; no other name of a decoded model looks like it. */
    String freshName(String stem) {
        return stem + "_" + counters.merge(stem, 1, Integer::sum);
    }

    MalformedTextException malformed(int place, String message) {
        return cursor.malformed(place, message);
    }
}
