package org.onnxnet.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CountTest {
    @Test
    void addsAndMultiplies() {
        assertThat(Count.of(2).plus(Count.of(3)).times(4)).isEqualTo(Count.of(20));
        assertThat(Count.of(2).max(Count.of(3))).isEqualTo(Count.of(3));
        assertThat(Count.of(Long.MAX_VALUE).times(0)).isEqualTo(Count.ZERO);
    }

    @Test
    void whatIsIncompleteStaysSo() {
        assertThat(Count.of(2).plus(Count.UNKNOWN))
                .isEqualTo(new Count(2, false))
                .hasToString("2 or more");
        assertThat(new Count(2, false).times(3)).isEqualTo(new Count(6, false));
        assertThat(new Count(1, false).max(Count.of(3))).isEqualTo(new Count(3, false));
    }

    @Test
    void overflowSticksToTheLargestNumber() {
        Count huge = Count.of(Long.MAX_VALUE - 1);
        assertThat(huge.plus(huge)).isEqualTo(new Count(Long.MAX_VALUE, false));
        assertThat(huge.times(2)).isEqualTo(new Count(Long.MAX_VALUE, false));
    }

    @Test
    void isNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> Count.of(-1)).withMessageContaining("-1");
    }
}
