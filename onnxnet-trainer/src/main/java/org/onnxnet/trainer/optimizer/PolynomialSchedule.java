package org.onnxnet.trainer.optimizer;

/**
 * The learning rate of each step: it grows from 0 in a straight line, then falls to its end value by a power of what is left, and
 * stays there.
 *
 * @param peak the highest rate, after the warm-up
 * @param end the last rate, 0 to {@code peak}
 * @param warmup number of steps until the peak
 * @param steps number of all steps
 * @param power 1 for a straight line
 */
public record PolynomialSchedule(double peak, double end, long warmup, long steps, double power) {
    public PolynomialSchedule {
        if (!(peak > 0) || !(end >= 0) || end > peak || warmup < 0 || steps < 1 || !(power > 0)) {
            throw new IllegalArgumentException("learning rate " + peak + " to " + end + ", warm-up " + warmup + " of "
                    + steps + " steps, power " + power + "; wanted 0 <= end <= peak, 0 < peak, 0 <= warm-up, 1 or more "
                    + "steps and a positive power");
        }
    }

    /** The rate of a step, from 0. */
    public double rate(long step) {
        if (step < warmup) {
            return peak * step / warmup;
        }
        if (step >= steps) {
            return end;
        }
        double left = 1 - (double) (step - warmup) / (steps - warmup);
        return (peak - end) * Math.pow(left, power) + end;
    }
}
