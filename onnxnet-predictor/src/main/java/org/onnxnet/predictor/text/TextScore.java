package org.onnxnet.predictor.text;

/**
 * The score of one text.
 *
 * @param score higher is better
 * @param tokens how many tokens the whole text has, special ones included
 * @param truncated whether only its beginning was scored
 */
public record TextScore(double score, int tokens, boolean truncated) {}
