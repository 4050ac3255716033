package org.onnxnet.encoder;

import org.jspecify.annotations.Nullable;

/**
 * What became of one source of {@link Encoder#encodeAll}.
 *
 * @param encoding the text; null if there is none
 * @param failure why there is none; null if there is one
 */
public record EncodedSource<S>(
        S source, @Nullable Encoding encoding, @Nullable Exception failure) {
    public boolean isEncoded() {
        return failure == null;
    }
}
