package org.onnxnet.shape;

/** What is known of the content of a value: the elements of a tensor or a sequence, or whether an optional value is there. */
public sealed interface Content permits SymbolicTensor, SequenceContent, OptionalContent {}
