package org.onnxnet.bench.split;

/**
 * An architecture of a split.
 *
 * @param space name of its space
 * @param key what tables call it ({@code SearchSpace.key}), or the path of its file below the folder of the data
 */
public record Row(String space, String key) {}
