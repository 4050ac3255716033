package org.onnxnet.bench.space.randomcells;

import org.onnxnet.bench.BenchException;

/**
 * A skeleton filled with copies of one cell, {@code c16,s3,l5,residual,pre;|conv_3x3~0|+|skip~0|conv_1x1~1|}.
 *
 * @param cell whose output depends on its input
 */
public record CellNetwork(Skeleton skeleton, Cell cell) {
    public CellNetwork {
        if (!cell.isConnected()) {
            throw new BenchException("the output of " + cell + " does not depend on its input, wanted a path");
        }
    }

    static CellNetwork parse(String text) {
        int end = text.indexOf(';');
        if (end < 0) {
            throw new BenchException("'" + text + "' is no network of cells, wanted a skeleton, ';' and a cell");
        }
        return new CellNetwork(Skeleton.parse(text.substring(0, end)), Cell.parse(text.substring(end + 1)));
    }

    @Override
    public String toString() {
        return skeleton + ";" + cell;
    }
}
