/**
 * The type and shape of every value of a model, and the content of those small integer tensors that shapes are computed
 * from. Start at {@link org.onnxnet.shape.ShapeInference}:
 *
 * <pre>{@code
 * InferredTypes types = ShapeInference.standard().infer(model);
 * Shape shape = types.shape("logits");   // batchx128x30522
 * }</pre>
 *
 * <p>One rule per operator and version says what its outputs are; the rules of a family of operators are in one file
 * ({@code ConvolutionRules}, {@code PoolingRules}, ...) and {@code RuleSet} finds them. What the operators do is defined by
 * the <a href="https://onnx.ai/onnx/operators/">ONNX operator pages</a>.
 */
@NullMarked
package org.onnxnet.shape;

import org.jspecify.annotations.NullMarked;
