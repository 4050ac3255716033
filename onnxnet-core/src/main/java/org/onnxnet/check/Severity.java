package org.onnxnet.check;

/** How bad a problem of a model is. */
public enum Severity {
    /** The model has no meaning: a value that nothing defines or that two things define, or nodes in a circle. */
    ERROR,
    /** The model breaks a rule of the standard, but what it means is clear, and runtimes may well run it. */
    WARNING
}
