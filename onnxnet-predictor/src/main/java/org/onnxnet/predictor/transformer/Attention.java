package org.onnxnet.predictor.transformer;

/** What the tokens of a layer see of each other. */
interface Attention {
    /**
     * The mean of the values of all tokens in view, weighted by how well their keys fit the query.
     *
     * @param query turned by {@link Rotary}, [batch, tokens, hidden], as all three
     * @param key turned by {@link Rotary}
     * @return [batch, tokens, hidden]
     */
    String attend(String query, String key, String value);
}
