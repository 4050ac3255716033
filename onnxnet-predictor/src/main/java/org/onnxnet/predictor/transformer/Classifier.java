package org.onnxnet.predictor.transformer;

/** The part of a graph that scores texts; each family of networks has its own. */
interface Classifier {
    /**
     * Adds the network.
     *
     * @param ids token ids, [batch, tokens]; padding stands at the right
     * @param mask 1 for tokens and 0 for padding, integers [batch, tokens]
     * @return [batch, labels]
     */
    String scores(String ids, String mask);
}
