package org.onnxnet.predictor.proxy;

/** The logarithm of the absolute value of a determinant. */
final class LogDeterminant {
    private LogDeterminant() {}

    /**
     * By elimination with the largest pivot of the column, in O(n^3).
     *
     * @param matrix square
     * @return minus infinity where the matrix is singular
     */
    static double of(double[][] matrix) {
        double[][] a = new double[matrix.length][];
        for (int row = 0; row < a.length; row++) {
            a[row] = matrix[row].clone();
        }
        double sum = 0;
        for (int column = 0; column < a.length; column++) {
            int pivot = column;
            for (int row = column + 1; row < a.length; row++) {
                pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
            }
            double[] swapped = a[column];
            a[column] = a[pivot];
            a[pivot] = swapped;
            sum += Math.log(Math.abs(a[column][column]));
            if (a[column][column] == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            for (int row = column + 1; row < a.length; row++) {
                double factor = a[row][column] / a[column][column];
                for (int i = column; i < a.length; i++) {
                    a[row][i] -= factor * a[column][i];
                }
            }
        }
        return sum;
    }
}
