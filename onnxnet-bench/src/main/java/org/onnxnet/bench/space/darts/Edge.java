package org.onnxnet.bench.space.darts;

/**
 * An operation on the output of a node.
 *
 * @param input 0 for the cell before the last, 1 for the last cell, from 2 on the nodes of this cell
 */
public record Edge(Operation operation, int input) {}
