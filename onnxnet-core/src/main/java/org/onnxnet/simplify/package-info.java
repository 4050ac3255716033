/**
 * Makes models smaller without changing what they compute.
 *
 * <pre>{@code
 * Simplification result = Simplifier.of(SimplifyMode.LOSSLESS).simplify(model);
 * System.out.println(result.report());
 * }</pre>
 *
 * <p>{@link org.onnxnet.simplify.rewrite.Rule}s look at one node through a {@link org.onnxnet.simplify.rewrite.GraphView} and propose an
 * {@link org.onnxnet.simplify.rewrite.Edit}. The {@link org.onnxnet.simplify.Simplifier} keeps the graph in a form that can be edited
 * in constant time, applies the rules until none has anything to say, checks that every edit is legal at the model's
 * operator set version, infers types anew, and writes down what it did in a
 * {@link org.onnxnet.simplify.SimplificationReport}. The rules are in {@link org.onnxnet.simplify.rule}, all listed in
 * {@link org.onnxnet.simplify.rule.Rules}.
 */
@NullMarked
package org.onnxnet.simplify;

import org.jspecify.annotations.NullMarked;
