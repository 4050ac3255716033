package org.onnxnet.predictor.feature;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Brings features to mean 0 and deviation 1, and leaves out those that never vary. Immutable.
 *
 * @param columns the features that are kept
 * @param means of each of them
 * @param deviations of each of them, more than 0
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk, never compared, never given away
record Scale(int[] columns, float[] means, float[] deviations) {
    /** Further from the examples than this many deviations all is equally far: one odd feature is not to outweigh the rest. */
    private static final float LIMIT = 5;

    static Scale of(float[][] rows) {
        return of(rows, column -> true);
    }

    /** @param wanted which features to keep, if they vary */
    static Scale of(float[][] rows, IntPredicate wanted) {
        float[] means = new float[rows[0].length];
        float[] deviations = new float[means.length];
        for (int column = 0; column < means.length; column++) {
            int c = column;
            double mean =
                    Arrays.stream(rows).mapToDouble(row -> row[c]).average().orElse(0);
            double square = Arrays.stream(rows)
                    .mapToDouble(row -> (row[c] - mean) * (row[c] - mean))
                    .average()
                    .orElse(0);
            means[c] = (float) mean;
            deviations[c] = (float) Math.sqrt(square);
        }
        int[] columns = IntStream.range(0, means.length)
                .filter(wanted)
                .filter(column -> deviations[column] > 1e-6f * Math.max(1, Math.abs(means[column])))
                .toArray();
        return new Scale(columns, pick(means, columns), pick(deviations, columns));
    }

    private static float[] pick(float[] values, int[] columns) {
        float[] picked = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            picked[i] = values[columns[i]];
        }
        return picked;
    }

    float[] apply(float[] row) {
        float[] scaled = pick(row, columns);
        for (int i = 0; i < scaled.length; i++) {
            float value = (scaled[i] - means[i]) / deviations[i];
            scaled[i] = Math.max(-LIMIT, Math.min(LIMIT, value));
        }
        return scaled;
    }

    float[][] apply(float[][] rows) {
        return Arrays.stream(rows).parallel().map(this::apply).toArray(float[][]::new);
    }
}
