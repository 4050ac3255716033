package org.onnxnet.graph;

/** A key and its text, as in {@code metadata_props}. Keys may repeat; order is kept. */
public record Property(String key, String value) {}
