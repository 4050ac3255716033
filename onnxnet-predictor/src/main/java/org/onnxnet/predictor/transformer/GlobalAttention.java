package org.onnxnet.predictor.transformer;

import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Shape;
import org.onnxnet.predictor.checkpoint.ModernBertConfig;

/**
 * Attention of each token to all others that are no padding.
 *
 * <p>The runtime computes attention without a mask block by block and never holds the whole matrix of scores, which grows with
 * the square of the text. So padding is hidden without a mask: queries and keys get a few more elements, which add 0 to the score
 * of a token and a very negative number to that of padding.
 */
final class GlobalAttention implements Attention {
    /** Keeps vectors aligned; one would do. */
    private static final int MORE = 8;

    private final Ops ops;
    private final ModernBertConfig config;
    private final String moreOfQuery;
    private final String moreOfKey;

    /** @param mask 1 for tokens and 0 for padding, integers [batch, tokens] */
    GlobalAttention(Ops ops, Weights weights, ModernBertConfig config, String mask) {
        this.ops = ops;
        this.config = config;
        // Far below any score, and finite after the product with other numbers in 16 bits too.
        double hidden = ops.largest() == Float.MAX_VALUE ? -1e30 : -30_000;
        String zeroForTokens = ops.mul(ops.toReal(ops.op("Sub", List.of(ops.integer(1), mask))), ops.real(hidden));
        String column = ops.op("Unsqueeze", List.of(zeroForTokens, ops.integers(2, 3)));
        String first = weights.reals("first_of_more", Shape.of(1, 1, 1, MORE), () -> {
            float[] values = new float[MORE];
            values[0] = 1;
            return values;
        });
        String shape = ops.concat(0, ops.op("Shape", List.of(mask)), ops.integers(config.heads()), ops.integers(MORE));
        this.moreOfKey = ops.op("Expand", List.of(ops.mul(column, first), shape));
        this.moreOfQuery = ops.op("Expand", List.of(first, shape));
    }

    @Override
    public String attend(String query, String key, String value) {
        return ops.microsoft(
                "MultiHeadAttention",
                List.of(extended(query, moreOfQuery), extended(key, moreOfKey), value),
                Attribute.of("num_heads", config.heads()),
                Attribute.of("scale", (float) (1 / Math.sqrt(config.headSize()))));
    }

    private String extended(String x, String more) {
        int heads = config.heads();
        int size = config.headSize();
        String byHead = ops.concat(3, ops.reshape(x, 0, 0, heads, size), more);
        return ops.reshape(byHead, 0, 0, (long) heads * (size + MORE));
    }
}
