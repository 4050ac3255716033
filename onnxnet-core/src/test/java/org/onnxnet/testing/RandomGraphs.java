package org.onnxnet.testing;

import static org.onnxnet.graph.ElementType.DOUBLE;
import static org.onnxnet.graph.ElementType.FLOAT;
import static org.onnxnet.graph.ElementType.INT64;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.testing.Sketch.Item;

/**
 * Random valid models over the operators of networks, operator sets 11 to 22, with small static shapes, constants of every
 * kind, weights as inputs, dead branches, redundant structure and sometimes {@code If} and {@code Loop}.
 *
 * <p>A {@link Recipe} determines a model completely; it prints how to replay it. The system property
 * {@code onnxnet.recipe} (such as {@code 4711:12}) makes every property run that one recipe only.
 */
public final class RandomGraphs {
    private static final int MAX_STEPS = 24;

    private RandomGraphs() {}

    /** A seed and the number of steps in which a graph grows; fewer steps give the beginning of the same graph. */
    public record Recipe(long seed, int steps) {
        /** Reads {@code SEED:STEPS}. */
        public static Recipe parse(String text) {
            String[] parts = text.split(":", -1);
            return new Recipe(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }

        public RandomModel make() {
            return RandomGraphs.make(this);
        }

        @Override
        public String toString() {
            return "recipe " + seed + ":" + steps + " (replay with -Donnxnet.recipe=" + seed + ":" + steps + ")";
        }
    }

    /**
     * A random model.
     *
     * @param inputTypes the static types of all inputs that can be given, where the model may declare less
     * @param optional inputs that have an initializer
     */
    public record RandomModel(
            Recipe recipe, Model model, Map<String, ValueType.OfTensor> inputTypes, Set<String> optional) {
        /** Values for the inputs; {@code variant} chooses among different ones. */
        public Map<String, Tensor> inputs(long variant) {
            Map<String, ValueType.OfTensor> given = new LinkedHashMap<>(inputTypes);
            if (variant % 2 == 0) {
                given.keySet().removeAll(optional);
            }
            return RandomInputs.of(given, recipe.seed() * 31 + variant);
        }

        @Override
        public String toString() {
            return recipe.toString();
        }
    }

    /** Recipes for properties; jqwik shrinks the number of steps. */
    public static Arbitrary<Recipe> recipes() {
        String fixed = System.getProperty("onnxnet.recipe", "");
        if (!fixed.isEmpty()) {
            return Arbitraries.just(Recipe.parse(fixed));
        }
        return Combinators.combine(
                        Arbitraries.longs()
                                .withDistribution(RandomDistribution.uniform())
                                .dontShrink()
                                .withoutEdgeCases(),
                        Arbitraries.integers().between(1, MAX_STEPS).withoutEdgeCases())
                .as(Recipe::new);
    }

    /** Random models for properties. */
    public static Arbitrary<RandomModel> models() {
        return recipes().map(Recipe::make);
    }

    private static RandomModel make(Recipe recipe) {
        RandomGenerator setup = RandomSeeds.generator(recipe.seed(), 0);
        long opset = 11L + setup.nextInt(12);
        Sketch sketch = new Sketch(opset, setup);
        addInputs(sketch);
        List<Step> steps = stepsFor(setup);
        for (int i = 1; i <= recipe.steps(); i++) {
            sketch.use(RandomSeeds.generator(recipe.seed(), i));
            growOnce(sketch, steps);
        }
        sketch.use(RandomSeeds.generator(recipe.seed(), -1));
        List<Value> outputs = outputs(sketch);
        Graph graph = loosened(sketch, sketch.toGraph("random", outputs));
        Model model = GraphBuilder.model(opset, g -> {}).withGraph(graph);
        return new RandomModel(recipe, model, sketch.inputTypes(), sketch.overridable());
    }

    private static void addInputs(Sketch s) {
        long channels = s.between(1, 4);
        s.input(FLOAT, s.between(1, 2), channels, s.between(3, 6), s.between(3, 6));
        if (s.chance(0.6)) {
            s.input(FLOAT, s.between(1, 3), s.between(2, 6));
        }
        if (s.chance(0.3)) {
            s.input(INT64, s.between(1, 5));
        }
        if (s.chance(0.2)) {
            s.input(DOUBLE, s.between(1, 3), s.between(1, 4));
        }
        if (s.chance(0.15)) {
            s.input(ElementType.BOOL);
        }
    }

    /** Each model leans towards one family, so that chains of related nodes come about. */
    private static List<Step> stepsFor(RandomGenerator random) {
        // ONNX Runtime 1.29 loses a value that a chain of Casts makes and only a body reads, so not both in one model.
        List<List<Step>> families = List.of(
                ElementwiseSteps.ALL,
                NetworkSteps.ALL,
                ShapeSteps.ALL,
                RedundantSteps.ALL,
                random.nextInt(3) == 0 ? ControlFlowSteps.ALL : CastSteps.ALL);
        List<Step> steps = new ArrayList<>();
        families.forEach(steps::addAll);
        List<Step> favourites = families.get(random.nextInt(families.size()));
        int weight = random.nextInt(4);
        for (int i = 0; i < weight; i++) {
            steps.addAll(favourites);
        }
        return steps;
    }

    private static void growOnce(Sketch sketch, List<Step> steps) {
        for (int attempt = 0; attempt < 20; attempt++) {
            if (steps.get(sketch.between(0, steps.size() - 1)).grow(sketch)) {
                return;
            }
        }
    }

    /** The last values, a few others, and leaves some that nobody reads as dead branches. */
    private static List<Value> outputs(Sketch s) {
        Set<String> made = new HashSet<>();
        s.nodes().forEach(node -> made.addAll(node.outputs()));
        List<Item> candidates =
                s.items().stream().filter(item -> made.contains(item.name())).toList();
        List<Item> chosen = new ArrayList<>();
        for (Item item : candidates) {
            boolean read = s.nodes().stream().anyMatch(node -> reads(node, item.name()));
            boolean last =
                    item.name().equals(candidates.get(candidates.size() - 1).name());
            if (last || s.chance(read ? 0.08 : 0.6)) {
                chosen.add(item);
            }
        }
        if (chosen.isEmpty()) {
            Item input = s.items().get(0);
            chosen.add(s.like("Identity", input, List.of(input.name())));
        }
        return chosen.stream().map(Item::value).toList();
    }

    private static boolean reads(Node node, String value) {
        return node.inputs().contains(value)
                || node.subgraphs().stream()
                        .anyMatch(body -> body.capturedValues().contains(value));
    }

    /** Sometimes says less about inputs and outputs than is known, as exported files do. */
    private static Graph loosened(Sketch s, Graph graph) {
        boolean symbolic = s.chance(0.25);
        boolean untyped = s.chance(0.25);
        return graph.with(parts -> parts.inputs(
                        symbolic
                                ? graph.inputs().stream()
                                        .map(RandomGraphs::symbolic)
                                        .toList()
                                : graph.inputs())
                .outputs(
                        untyped || symbolic
                                ? graph.outputs().stream()
                                        .map(RandomGraphs::withoutDims)
                                        .toList()
                                : graph.outputs()));
    }

    /** Names the first dimension. A value that has an initializer needs no name: nobody may give it another shape. */
    private static Value symbolic(Value input) {
        Shape shape = input.shape();
        if (shape == null || shape.rank() < 2 || !(input.type() instanceof ValueType.OfTensor type)) {
            return input;
        }
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.set(0, Dim.of(input.name().replaceAll("[^A-Za-z0-9]", "") + "_batch"));
        return input.withType(ValueType.tensor(type.elementType(), new Shape(dims)));
    }

    private static Value withoutDims(Value output) {
        return output.type() instanceof ValueType.OfTensor type
                ? output.withType(ValueType.tensor(type.elementType(), (Shape) null))
                : output;
    }
}
