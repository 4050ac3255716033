package org.onnxnet.bench.space.metaqnn;

import org.onnxnet.bench.BenchException;

/** A layer, which prints as in the notation. */
public sealed interface Layer {
    /** {@code C(filters,size,stride)}: padded convolution with bias, ReLU. */
    record Convolution(int filters, int size, int stride) implements Layer {
        public Convolution {
            requirePositive("C", filters, size, stride);
        }

        @Override
        public String toString() {
            return "C(" + filters + "," + size + "," + stride + ")";
        }
    }

    /** {@code P(size,stride)}: maximum pooling without padding. */
    record Pooling(int size, int stride) implements Layer {
        public Pooling {
            requirePositive("P", size, stride);
        }

        @Override
        public String toString() {
            return "P(" + size + "," + stride + ")";
        }
    }

    /** {@code D(part,parts)}: dropout of half of {@code part/parts} while training; nothing afterwards. */
    record Dropout(int part, int parts) implements Layer {
        public Dropout {
            requirePositive("D", part, parts);
        }

        @Override
        public String toString() {
            return "D(" + part + "," + parts + ")";
        }
    }

    /** {@code FC(neurons)}: linear layer, ReLU. */
    record FullyConnected(int neurons) implements Layer {
        public FullyConnected {
            requirePositive("FC", neurons);
        }

        @Override
        public String toString() {
            return "FC(" + neurons + ")";
        }
    }

    /** {@code GAP(channels)}: 1x1 convolution with bias, ReLU, and the mean of each channel. */
    record GlobalAveragePooling(int channels) implements Layer {
        public GlobalAveragePooling {
            requirePositive("GAP", channels);
        }

        @Override
        public String toString() {
            return "GAP(" + channels + ")";
        }
    }

    /** {@code SM(classes)}: linear layer whose outputs a softmax would take. */
    record Softmax(int classes) implements Layer {
        public Softmax {
            requirePositive("SM", classes);
        }

        @Override
        public String toString() {
            return "SM(" + classes + ")";
        }
    }

    private static void requirePositive(String layer, int... numbers) {
        for (int number : numbers) {
            if (number < 1) {
                throw new BenchException("found " + number + " in a layer " + layer + ", wanted 1 or more");
            }
        }
    }
}
