package org.onnxnet.predictor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our figures beside those of SciPy and NumPy for the same values (metrics.json). */
class MetricsFixtureTest {
    private static final Offset<Double> ROUNDING = within(1e-12);

    static final class Case {
        final double[] a;
        final double[] b;
        private final JsonNode expected;

        Case(JsonNode expected) {
            this.a = doubles(expected.get("a"));
            this.b = doubles(expected.get("b"));
            this.expected = expected;
        }

        /** Null stands where the fixture gives no value: it has no Pearson for two entries. */
        void expect(String figure, double found) {
            if (!expected.get(figure).isNull()) {
                assertThat(found).as(figure).isCloseTo(expected.get(figure).doubleValue(), ROUNDING);
            }
        }

        @Override
        public String toString() {
            return "n=" + a.length;
        }
    }

    static List<Case> cases() throws IOException {
        try (InputStream in = MetricsFixtureTest.class.getResourceAsStream("metrics.json")) {
            JsonNode cases = new ObjectMapper().readTree(in);
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(Case::new)
                    .toList();
        }
    }

    @Test
    void theFixtureHasCases() throws IOException {
        assertThat(cases()).extracting(c -> c.a.length).containsExactly(2, 5, 50, 500);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(Case c) {
        c.expect("kendall_tau_b", Metrics.kendallTau(c.a, c.b));
        c.expect("spearman", Metrics.spearman(c.a, c.b));
        c.expect("pearson", Metrics.pearson(c.a, c.b));
        c.expect("mae", Metrics.meanAbsoluteError(c.a, c.b));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pValueAgreesInItsLeadingDigits(Case c) {
        double wanted = c.expected.get("kendall_p").doubleValue();
        assertThat(Metrics.kendallTauPValue(c.a, c.b) / wanted).isCloseTo(1, within(1e-9));
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}
