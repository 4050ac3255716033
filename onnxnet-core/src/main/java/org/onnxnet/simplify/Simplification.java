package org.onnxnet.simplify;

import org.onnxnet.graph.Model;

/** A simplified model and how it came about. */
public record Simplification(Model model, SimplificationReport report) {}
