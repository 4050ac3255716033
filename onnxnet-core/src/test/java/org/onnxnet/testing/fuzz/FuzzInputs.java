package org.onnxnet.testing.fuzz;

/** Numbered inputs for a target; the same number always gives the same input. */
interface FuzzInputs {
    byte[] input(long number);

    /** The number of seeds that inputs are made from. */
    int seedCount();

    /** How names of files with such inputs end. */
    String suffix();
}
