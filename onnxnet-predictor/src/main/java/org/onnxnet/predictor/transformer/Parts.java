package org.onnxnet.predictor.transformer;

import org.onnxnet.graph.GraphBuilder;

/** What a network is put together from. */
record Parts(GraphBuilder graph, Ops ops, Weights weights, Layers layers) {}
