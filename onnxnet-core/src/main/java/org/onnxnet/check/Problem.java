package org.onnxnet.check;

import java.util.Locale;

/**
 * Something wrong with a model.
 *
 * @param where the place, from the outermost graph inwards, such as {@code node 'conv1' (Conv)}
 * @param message one line: what was found, what was wanted, and what to do about it
 */
public record Problem(Severity severity, String where, String message) {
    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + ": " + where + ": " + message;
    }
}
