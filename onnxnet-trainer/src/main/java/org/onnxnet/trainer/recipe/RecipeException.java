package org.onnxnet.trainer.recipe;

import org.onnxnet.graph.OnnxNetException;

/** A recipe says something that cannot be: the file, the key, what is there and what was wanted. */
public final class RecipeException extends OnnxNetException {
    private static final long serialVersionUID = 1L;

    public RecipeException(String message) {
        super(message);
    }

    public RecipeException(String message, Throwable cause) {
        super(message, cause);
    }
}
