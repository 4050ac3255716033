package org.onnxnet.predictor.transformer;

/** What is done to the matrices of linear maps before they run. They are stored row-major as [out, in]. */
final class Matrix {
    /** Small enough for both sides of a block to stay in the first cache. */
    private static final int BLOCK = 32;

    private Matrix() {}

    static float[] transpose(float[] matrix, int rows, int columns) {
        float[] result = new float[matrix.length];
        for (int r0 = 0; r0 < rows; r0 += BLOCK) {
            for (int c0 = 0; c0 < columns; c0 += BLOCK) {
                for (int r = r0; r < Math.min(rows, r0 + BLOCK); r++) {
                    for (int c = c0; c < Math.min(columns, c0 + BLOCK); c++) {
                        result[c * rows + r] = matrix[r * columns + c];
                    }
                }
            }
        }
        return result;
    }

    /** For each output the step between two integers, so that the largest weight becomes {@code largest}. */
    static float[] scales(float[] matrix, int out, int in, int largest) {
        float[] scales = new float[out];
        for (int r = 0; r < out; r++) {
            float max = 0;
            for (int c = 0; c < in; c++) {
                max = Math.max(max, Math.abs(matrix[r * in + c]));
            }
            scales[r] = max == 0 ? 1 : max / largest;
        }
        return scales;
    }

    /** The weights divided by the scale of their output and rounded, as [in, out]. */
    static byte[] quantize(float[] matrix, int out, int in, int largest) {
        float[] scales = scales(matrix, out, in, largest);
        byte[] result = new byte[matrix.length];
        for (int r = 0; r < out; r++) {
            for (int c = 0; c < in; c++) {
                float steps = Math.round(matrix[r * in + c] / scales[r]);
                result[c * out + r] = (byte) Math.max(-largest, Math.min(largest, steps));
            }
        }
        return result;
    }
}
