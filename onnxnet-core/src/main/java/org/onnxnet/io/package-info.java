/**
 * Reading and writing {@code .onnx} files: {@link org.onnxnet.io.OnnxReader} makes a
 * {@link org.onnxnet.graph.Model} of a file or of bytes, {@link org.onnxnet.io.OnnxWriter} does the reverse.
 *
 * <p><b>Weights are not read.</b> The reader walks the wire format over mapped memory and steps over tensor data; what
 * is larger than a kilobyte stays in the file as a {@link org.onnxnet.graph.ByteSource}. The writer streams it from
 * there into the new file, so neither direction ever holds a large tensor in memory, and both work beyond 2 GiB.
 *
 * <p><b>Nothing is lost.</b> A field that the graph types have no place for is kept as it stands in
 * {@link org.onnxnet.graph.Extras} of the message it was found in: unknown fields, known ones that nothing here works
 * with, texts and numbers that are present but have their default value, and spellings that are normalised
 * ({@code ai.onnx}). The writer puts these first, so that a value the graph types do have overrides them: of a scalar
 * field that occurs twice, the last one counts. The rest follows in the order of the field numbers. What is completed
 * on the way: an attribute without a declared type gets the type of the field that it populates.
 *
 * <p><b>One implementation for each direction.</b> Files and in-memory models go through the same reader and the same
 * writer, so they cannot disagree. The classes generated from {@code onnx.proto} supply the field numbers, and
 * protobuf-java the primitive encodings. Whole messages of these classes are not used, because they hold every tensor in memory,
 * count bytes in an {@code int}, and cannot tell where in a file something was; the tests use them as the independent
 * second opinion on what a file says.
 */
@NullMarked
package org.onnxnet.io;

import org.jspecify.annotations.NullMarked;
