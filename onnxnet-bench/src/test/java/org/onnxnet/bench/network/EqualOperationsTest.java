package org.onnxnet.bench.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Which operations the tracer takes for one, which the simplifier merges afterwards, and which stay apart. */
class EqualOperationsTest {
    private static final NetworkOptions OPTIONS = NetworkOptions.of(16, 1, "logits");

    @Test
    void operationWithoutParametersAppliedTwiceIsOne() {
        trace((net, x) -> {
            assertThat(net.relu(x)).isEqualTo(net.relu(x));
            assertThat(net.maxPool(x, Kernel.of(3))).isEqualTo(net.maxPool(x, Kernel.of(3)));
            assertThat(net.maxPool(x, Kernel.of(3))).isNotEqualTo(net.maxPool(x, Kernel.of(5)));
            return net.relu(x);
        });
    }

    @Test
    void layersWithParametersStayApart() {
        assertThat(text(OPTIONS, (net, x) -> net.add(net.convBn(x, 3, Kernel.of(1)), net.convBn(x, 3, Kernel.of(1)))))
                .containsOnlyOnce("Add(n0,n1)");
    }

    @Test
    void orderOfTheOperandsOfASumMatters() {
        assertThat(text(OPTIONS, (net, x) -> {
                    Feature y = net.relu(x);
                    return net.concat(List.of(net.add(x, y), net.add(y, x)));
                }))
                .contains("Add(X,n0)", "Add(n0,X)", "Concat(n1,n2)");
    }

    @Test
    void zeroPlusIsToldApartByTheTracerAndMergedByTheSimplifier() {
        assertThat(text(OPTIONS, (net, x) -> {
                    assertThat(net.zeroPlus(x)).isEqualTo(net.zeroPlus(x)).isNotEqualTo(x);
                    return net.concat(List.of(net.relu(x), net.relu(net.zeroPlus(x))));
                }))
                .isEqualTo("Relu(X)[]->1x3x32x32\nConcat(n0,n0)[axis=1]->1x6x32x32\n");
    }

    @Test
    void readersOfConstantsAreMergedBySecondRunOnly() {
        BiFunction<NetworkBuilder, Feature, Feature> body =
                (net, x) -> net.add(net.timesZero(x), net.timesZero(net.zeroPlus(x)));

        assertThat(text(OPTIONS, body)).contains("Add(n0,n1)");
        assertThat(text(OPTIONS.withFullCse(true), body)).contains("Add(n0,n0)");
    }

    @Test
    void accumulatedValuesAreAlwaysFresh() {
        assertThat(text(OPTIONS, (net, x) -> {
                    assertThat(net.accumulated(x)).isNotEqualTo(net.accumulated(x));
                    return net.add(net.relu(net.accumulated(x)), net.relu(net.accumulated(x)));
                }))
                .isEqualTo("Relu(X)[]->1x3x32x32\nAdd(n0,n0)[]->1x3x32x32\n");
    }

    @Test
    void sumsOfOneListAreOneButTermsOfTwoListsAreUnsqueezedTwice() {
        assertThat(text(OPTIONS, (net, x) -> {
                    Feature y = net.relu(x);
                    assertThat(net.stackSum(List.of(x, y))).isEqualTo(net.stackSum(List.of(x, y)));
                    return net.add(net.stackSum(List.of(x, y)), net.stackSum(List.of(y, x)));
                }))
                .satisfies(text -> assertThat(text.lines().filter(line -> line.startsWith("Unsqueeze")))
                        .hasSize(4));
    }

    @Test
    void unusedLayersLeaveNoNodeButCountAsParameters() {
        TracedNetwork network = trace((net, x) -> {
            net.convBn(x, 8, Kernel.of(1));
            return net.relu(x);
        });

        assertThat(CanonicalText.of(network.toGraph())).isEqualTo("Relu(X)[]->1x3x32x32\n");
        assertThat(network.parameters()).isEqualTo(3 * 8 + 2 * 8);
    }

    @Test
    void whatReadsOnlyConstantsIsOne() {
        assertThat(text(OPTIONS, (net, x) -> net.add(x, net.relu(net.zeros(3, 32, 32)))))
                .isEqualTo("Add(X,W1x3x32x32)[]->1x3x32x32\n");
    }

    private static String text(NetworkOptions options, BiFunction<NetworkBuilder, Feature, Feature> body) {
        return CanonicalText.of(trace(options, body).toGraph());
    }

    private static TracedNetwork trace(BiFunction<NetworkBuilder, Feature, Feature> body) {
        return trace(OPTIONS, body);
    }

    private static TracedNetwork trace(NetworkOptions options, BiFunction<NetworkBuilder, Feature, Feature> body) {
        return NetworkBuilder.build(options, net -> net.output(body.apply(net, net.image())));
    }
}
