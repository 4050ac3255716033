package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Dim;

class ExprTest {
    private static final Expr N = Expr.atom("n");
    private static final Expr M = Expr.atom("m");

    @Test
    void printsLikePeopleWriteIt() {
        assertThat(N.times(Expr.of(2)).plus(Expr.of(1))).hasToString("2*n+1");
        assertThat(N.times(M).minus(N)).hasToString("m*n-n");
        assertThat(N.times(N)).hasToString("n*n");
        assertThat(Expr.of(3).minus(N)).hasToString("-n+3");
        assertThat(N.minus(N)).hasToString("0");
    }

    @Test
    void equalPolynomialsAreEqual() {
        Expr left = N.plus(M).times(N.minus(M));
        Expr right = N.times(N).minus(M.times(M));
        assertThat(left).isEqualTo(right).hasSameHashCodeAs(right);
    }

    @Test
    void divisionByANumberPullsOutWhatIsWhole() {
        Expr twoNPlusFive = N.times(Expr.of(2)).plus(Expr.of(5));
        assertThat(twoNPlusFive.floorDiv(Expr.of(2))).hasToString("n+2");
        assertThat(N.plus(Expr.of(3)).floorDiv(Expr.of(2))).hasToString("floordiv(n+1,2)+1");
        assertThat(N.floorDiv(Expr.of(0))).isNull();
        assertThat(N.floorDiv(Expr.of(-2))).isNull();
    }

    @Test
    void divisionByAnExpressionIsExactOrACall() {
        assertThat(N.times(M).times(Expr.of(6)).floorDiv(N.times(Expr.of(2)))).isEqualTo(M.times(Expr.of(3)));
        assertThat(M.floorDiv(N)).hasToString("floordiv(m,n)");
    }

    @Test
    void overflowIsNotKnown() {
        Expr large = Expr.of(Long.MAX_VALUE);
        assertThat(large.plus(Expr.of(1))).isNull();
        assertThat(large.times(Expr.of(2))).isNull();
        assertThat(Expr.of(Long.MIN_VALUE).times(Expr.of(-1))).isNull();
        assertThat(N.times(large).times(Expr.of(2))).isNull();
    }

    @Test
    void aNameWithOperatorsInItIsReadAsWhatItSays() {
        assertThat(Expr.of(Dim.of("2*n+1"))).isEqualTo(N.times(Expr.of(2)).plus(Expr.of(1)));
        assertThat(Expr.of(Dim.of("floordiv(n+1,2)")))
                .isEqualTo(N.plus(Expr.of(1)).floorDiv(Expr.of(2)));
    }

    @Test
    void anyOtherTextIsAName() {
        Expr odd = Expr.of(Dim.of("batch size (max)"));
        assertThat(odd).isNotNull().hasToString("batch size (max)");
        assertThat(odd.plus(Expr.of(1))).hasToString("(batch size (max))+1");
        assertThat(Expr.of(Dim.of("(batch size (max))+1"))).isEqualTo(odd.plus(Expr.of(1)));
        assertThat(Expr.of(Dim.of("1+n"))).hasToString("1+n");
    }

    @Test
    void largeCoefficientsReadBackUntilTheyOverflow() {
        Expr expr = N;
        for (int i = 0; i < 62; i++) {
            expr = expr.plus(expr);
            assertThat(Expr.of(expr.toDim())).isEqualTo(expr);
        }
        assertThat(expr.plus(expr)).isNull();
        assertThat(Expr.of(Long.MAX_VALUE).times(N).plus(N)).isNull();
        assertThat(Expr.of(Long.MIN_VALUE / 2).times(N).times(Expr.of(2))).isNull();
        assertThat(Expr.of(Dim.of("99999999999999999999*n"))).hasToString("99999999999999999999*n");
    }

    @Property
    void whatPrintsReadsBack(@ForAll("expressions") Expr expr) {
        assertThat(Expr.of(expr.toDim())).isEqualTo(expr);
    }

    @Property
    void arithmeticAgreesWithNumbers(
            @ForAll("expressions") Expr a,
            @ForAll("expressions") Expr b,
            @ForAll @IntRange(max = 50) int n,
            @ForAll @IntRange(max = 50) int m) {
        Map<String, Long> names = Map.of("n", (long) n, "m", (long) m);
        assertThat(ExprEvaluator.value(a.plus(b), names))
                .isEqualTo(ExprEvaluator.value(a, names) + ExprEvaluator.value(b, names));
        assertThat(ExprEvaluator.value(a.minus(b), names))
                .isEqualTo(ExprEvaluator.value(a, names) - ExprEvaluator.value(b, names));
        assertThat(ExprEvaluator.value(a.times(b), names))
                .isEqualTo(ExprEvaluator.value(a, names) * ExprEvaluator.value(b, names));
    }

    @Property
    void divisionAgreesWithNumbers(
            @ForAll("expressions") Expr a,
            @ForAll @IntRange(min = 1, max = 9) int divisor,
            @ForAll @IntRange(max = 50) int n,
            @ForAll @IntRange(max = 50) int m) {
        Map<String, Long> names = Map.of("n", (long) n, "m", (long) m);
        assertThat(ExprEvaluator.value(a.floorDiv(Expr.of(divisor)), names))
                .isEqualTo(Math.floorDiv(ExprEvaluator.value(a, names), (long) divisor));
    }

    @Property
    void comparisonsHoldForAllNumbers(
            @ForAll("expressions") Expr a,
            @ForAll("expressions") Expr b,
            @ForAll @IntRange(max = 50) int n,
            @ForAll @IntRange(max = 50) int m) {
        Map<String, Long> names = Map.of("n", (long) n, "m", (long) m);
        long left = ExprEvaluator.value(a, names);
        long right = ExprEvaluator.value(b, names);
        assertThat(Ints.lessOrEqual(a, b)).isIn(null, left <= right);
        assertThat(Ints.less(a, b)).isIn(null, left < right);
        assertThat(Ints.equal(a, b)).isIn(null, left == right);
        assertThat(ExprEvaluator.value(Ints.min(a, b), names)).isEqualTo(Math.min(left, right));
        assertThat(ExprEvaluator.value(Ints.max(a, b), names)).isEqualTo(Math.max(left, right));
    }

    @Provide
    Arbitrary<Expr> expressions() {
        Arbitrary<Long> factor = Arbitraries.longs().between(-9, 9);
        return Combinators.combine(factor, factor, factor, factor)
                .as((one, forN, forM, forBoth) -> Expr.of(one)
                        .plus(N.times(Expr.of(forN)))
                        .plus(M.times(Expr.of(forM)))
                        .plus(N.times(M).times(Expr.of(forBoth))));
    }
}
