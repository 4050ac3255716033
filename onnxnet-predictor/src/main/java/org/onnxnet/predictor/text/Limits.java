package org.onnxnet.predictor.text;

/**
 * How much a network takes at once.
 *
 * @param maxTokens how many tokens of one text it may see
 * @param overLength what happens to longer texts
 * @param tokensPerBatch how many tokens run together, padding included
 */
public record Limits(int maxTokens, OverLength overLength, int tokensPerBatch) {
    static final int SPECIAL_TOKENS = 2;

    public Limits {
        if (maxTokens <= SPECIAL_TOKENS || tokensPerBatch < 1) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + " and tokensPerBatch " + tokensPerBatch
                    + ", wanted more than " + SPECIAL_TOKENS + " and 1 or more");
        }
    }

    boolean exceeded(int[] tokens) {
        return tokens.length > maxTokens;
    }
}
