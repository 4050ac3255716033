/**
 * What the ONNX standard, and ONNX Runtime of those it adds, say of each operator: inputs, outputs, attributes with their defaults, and which element types
 * they take, for every version of it. Start at {@link org.onnxnet.schema.OperatorTable}.
 */
@NullMarked
package org.onnxnet.schema;

import org.jspecify.annotations.NullMarked;
