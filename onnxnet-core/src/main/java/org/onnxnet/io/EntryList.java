package org.onnxnet.io;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.onnxnet.graph.Bytes;

/**
 * A repeated field of small messages for which the graph types have plain values. Where writing the values would not
 * give the same bytes, the fields are kept as they stand as well, all of them, so that their order is kept too.
 */
final class EntryList<T> {
    private final Codec<T> codec;
    private final List<T> values = new ArrayList<>();
    private final List<Bytes> raw = new ArrayList<>();
    private boolean exact = true;

    /**
     * How one entry is read and written.
     *
     * @param meaning what a list of entries amounts to, where one may replace another
     */
    record Codec<T>(Function<WireReader, T> decode, Function<T, OutMessage> encode, UnaryOperator<List<T>> meaning) {
        Codec(Function<WireReader, T> decode, Function<T, OutMessage> encode) {
            this(decode, encode, UnaryOperator.identity());
        }
    }

    EntryList(Codec<T> codec) {
        this.codec = codec;
    }

    void add(WireReader in) {
        Bytes payload = in.bytes();
        T value = codec.decode.apply(WireReader.over(payload));
        values.add(value);
        raw.add(in.rawField());
        exact = exact && codec.encode.apply(value).toBytes().equals(payload);
    }

    List<T> values() {
        return codec.meaning.apply(values);
    }

    /** The values; what they do not say is left in {@code extras}. */
    List<T> finish(ExtrasBuilder extras) {
        List<T> meant = values();
        if (!exact || !meant.equals(values)) {
            keep(extras);
        }
        return meant;
    }

    /** Leaves all of it in {@code extras}. */
    void keep(ExtrasBuilder extras) {
        raw.forEach(extras::add);
    }
}
