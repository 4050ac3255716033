package org.onnxnet.trainer;

/** By which set the best epoch is chosen. The last epoch is reported and saved beside it in any case. */
public enum Selection {
    /** The validation set; the last epoch where there is none. */
    VALIDATION,
    /**
     * The test set, as the authors of ONNX-Net did. Its figures then say how good the best epoch can be, and no longer how good a
     * chosen one is.
     */
    PAPER_PROTOCOL
}
