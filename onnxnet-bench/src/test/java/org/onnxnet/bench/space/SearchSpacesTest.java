package org.onnxnet.bench.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;
import org.onnxnet.shape.InferredTypes;

/** What must hold for every space. */
class SearchSpacesTest {
    private static final long SEED = 20_261_124;

    @Test
    void namesAreUniqueAndFound() {
        List<SearchSpace<?>> all = SearchSpaces.all();

        assertThat(all).isNotEmpty();
        assertThat(all.stream().map(SearchSpace::name)).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(space -> {
            assertThat(SearchSpaces.named(space.name())).hasSameClassAs(space);
            assertThat(space.description()).isNotBlank();
            assertThat(space.heads()).contains(space.defaults().head());
        });
        assertThatThrownBy(() -> SearchSpaces.named("nasbench"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("'nasbench'")
                .hasMessageContaining("nasbench201");
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        return SearchSpaces.all().stream().map(space -> DynamicTest.dynamicTest(space.name(), () -> contract(space)));
    }

    private static <A> void contract(SearchSpace<A> space) {
        List<A> sampled = space.samples(SEED).limit(20).toList();
        assertThat(space.samples(SEED).limit(20)).as("same seed %s", SEED).isEqualTo(sampled);
        Set<A> seen = new HashSet<>(sampled);
        assertThat(seen).hasSizeGreaterThan(10);
        for (A architecture : sampled) {
            space.validate(architecture);
            assertThat(space.parse(space.format(architecture))).isEqualTo(architecture);
            assertThat(space.canonicalForm(architecture)).isNotBlank();
            neighboursAreOfTheSpace(space, architecture);
            if (space instanceof FiniteSpace<A> finite) {
                assertThat(finite.architecture(finite.indexOf(architecture))).isEqualTo(architecture);
            }
        }
        sampled.stream().limit(5).forEach(architecture -> graphIsValid(space, architecture));
    }

    private static <A> void neighboursAreOfTheSpace(SearchSpace<A> space, A architecture) {
        List<A> neighbours = space.neighbours(architecture).toList();
        assertThat(neighbours).isNotEmpty().doesNotHaveDuplicates().doesNotContain(architecture);
        neighbours.forEach(space::validate);
        assertThat(neighbours).contains(space.mutate(architecture, new SplittableRandom(SEED)));
        assertThat(space.neighbours(neighbours.get(0)))
                .as("editing is undone by editing")
                .contains(architecture);
    }

    private static <A> void graphIsValid(SearchSpace<A> space, A architecture) {
        OnnxGraph graph = space.toGraph(architecture);
        assertThat(graph.check()).as(space.format(architecture)).isEmpty();
        assertThat(OnnxGraph.load(graph.toBytes()).model()).isEqualTo(graph.model());
        InferredTypes inferred = graph.types();
        assertThat(inferred.problems()).isEmpty();
        for (Value declared : graph.graph().valueInfo()) {
            assertThat(inferred.type(declared.name())).as(declared.name()).isEqualTo(declared.type());
        }
        for (Value output : graph.outputs()) {
            assertThat(output.type()).isInstanceOf(ValueType.OfTensor.class);
            assertThat(output.shape()).isNotNull().matches(Shape::isStatic);
            assertThat(inferred.type(output.name())).isEqualTo(output.type());
        }
    }
}
