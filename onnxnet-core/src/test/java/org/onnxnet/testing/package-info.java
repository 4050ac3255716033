/**
 * What tests of all modules share: the data beside the checkout, ONNX Runtime as the judge of what a model computes, random
 * models and inputs, and transformations that must not matter.
 */
package org.onnxnet.testing;
