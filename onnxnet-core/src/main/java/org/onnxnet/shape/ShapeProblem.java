package org.onnxnet.shape;

/**
 * Something in a model that contradicts what shape inference found, or that no shape can be inferred for.
 *
 * @param where the node or value
 * @param message what was found and what was wanted
 */
public record ShapeProblem(String where, String message) {
    @Override
    public String toString() {
        return where + ": " + message;
    }
}
