package org.onnxnet.predictor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "0x3c00, 1.0",
        "0x0001, 5.9604645E-8",
        "0x03ff, 6.097555E-5",
        "0x0400, 6.1035156E-5",
        "0x7bff, 65504",
        "0x3555, 0.33325195"
    })
    void knowsTheFormat(String bits, float value) {
        short half = Integer.decode(bits).shortValue();
        assertThat(HalfFloat.toFloat(half)).isEqualTo(value);
        assertThat(HalfFloat.ofFloat(value)).isEqualTo(half);
    }

    @Test
    void everyHalfFloatComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.toFloat((short) bits);
            if (Float.isFinite(value)) {
                assertThat(HalfFloat.ofFloat(value)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void infinityAndNan() {
        assertThat(HalfFloat.toFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(HalfFloat.toFloat((short) 0x7c01)).isNaN();
        assertThat(HalfFloat.toFloat(HalfFloat.ofFloat(Float.NaN))).isNaN();
        assertThat(HalfFloat.toFloat(HalfFloat.ofFloat(1e9f))).isEqualTo(65504);
    }

    @Property
    void roundsToTheNearestTiesToEven(@ForAll @FloatRange(min = -65504, max = 65504) float value) {
        short rounded = HalfFloat.ofFloat(value);
        double error = Math.abs((double) value - HalfFloat.toFloat(rounded));
        for (int step : new int[] {-1, 1}) {
            float neighbour = HalfFloat.toFloat((short) (rounded + step));
            double other = Math.abs((double) value - neighbour);
            assertThat(Float.isNaN(neighbour) || error < other || (error == other && (rounded & 1) == 0))
                    .as("%s beside %s", HalfFloat.toFloat(rounded), neighbour)
                    .isTrue();
        }
    }
}
