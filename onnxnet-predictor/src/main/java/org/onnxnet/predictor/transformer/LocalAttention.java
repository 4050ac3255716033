package org.onnxnet.predictor.transformer;

import java.util.List;
import java.util.stream.LongStream;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.GraphBuilder;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;

/**
 * Attention of each token to those at most {@code window} tokens away. The text is cut into blocks no shorter than the window, and
 * the queries of a block meet the keys of three: its own and its neighbours. So the cost grows with the text and
 * not with its square.
 */
final class LocalAttention implements Attention {
    private final Ops ops;
    private final ModernBertConfig config;
    private final int block;
    private final String bias;

    /** @param mask 1 for tokens and 0 for padding, integers [batch, tokens], a multiple of {@link ModernBertConfig#block} tokens */
    LocalAttention(GraphBuilder graph, Ops ops, ModernBertConfig config, String mask) {
        this.ops = ops;
        this.config = config;
        this.block = config.block();
        String inBand = graph.initializer(Tensor.ofIntegers(
                "in_band", ElementType.BOOL, Shape.of(1, 1, block, 3L * block), band(block, config.window())));
        String neighbours = threeBlocks(mask);
        String visible = ops.cast(ops.op("Unsqueeze", List.of(neighbours, ops.integers(1, 2))), ElementType.BOOL);
        // One finite number, chosen and not added up: a row of nothing but padding must not become NaN.
        this.bias = ops.op(
                "Where", List.of(ops.op("And", List.of(visible, inBand)), ops.real(0), ops.real(-ops.largest())));
    }

    /** Whether token i of a block sees token j of the three blocks, row-major. */
    private static long[] band(int block, int window) {
        long[] band = new long[block * 3 * block];
        for (int i = 0; i < block; i++) {
            for (int j = 0; j < 3 * block; j++) {
                band[i * 3 * block + j] = Math.abs(i - (j - block)) <= window ? 1 : 0;
            }
        }
        return band;
    }

    @Override
    public String attend(String query, String key, String value) {
        String inBlocks = ops.microsoft(
                "MultiHeadAttention",
                List.of(
                        ops.reshape(query, -1, block, config.hidden()),
                        threeBlocks(key, config.hidden()),
                        threeBlocks(value, config.hidden()),
                        "",
                        "",
                        bias),
                Attribute.of("num_heads", config.heads()),
                Attribute.of("scale", (float) (1 / Math.sqrt(config.headSize()))));
        return ops.op("Reshape", List.of(inBlocks, ops.op("Shape", List.of(query))));
    }

    /**
     * Each block between its neighbours; zeros beyond the ends.
     *
     * @param x [batch, tokens, elements...]
     * @param elements of each token: a vector, or one number where there are none
     * @return [batch * blocks, 3 * block, elements...]
     */
    private String threeBlocks(String x, long... elements) {
        String blocks = ops.reshape(x, dims(List.of(0L, -1L, (long) block), elements));
        String padded = ops.op("Pad", List.of(blocks, ops.integers(1, 1), "", ops.integers(1)));
        String end = ops.integers(Long.MAX_VALUE);
        String joined = ops.concat(
                2,
                ops.slice(padded, ops.integers(0), ops.integers(-2), 1),
                ops.slice(padded, ops.integers(1), ops.integers(-1), 1),
                ops.slice(padded, ops.integers(2), end, 1));
        return ops.reshape(joined, dims(List.of(-1L, 3L * block), elements));
    }

    private static long[] dims(List<Long> first, long... last) {
        return LongStream.concat(first.stream().mapToLong(Long::longValue), LongStream.of(last))
                .toArray();
    }
}
