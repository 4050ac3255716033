package org.onnxnet.bench.label;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.onnxnet.bench.BenchException;

/** Values of one protocol by architecture key, in the order in which they were read. Immutable. */
public final class Labels {
    private final Protocol protocol;
    private final Map<String, Double> values;

    private Labels(Protocol protocol, Map<String, Double> values) {
        this.protocol = protocol;
        this.values = Collections.unmodifiableMap(values);
    }

    public static Labels of(Protocol protocol, Map<String, Double> values) {
        return new Labels(protocol, new LinkedHashMap<>(values));
    }

    public Protocol protocol() {
        return protocol;
    }

    public int size() {
        return values.size();
    }

    /** The value of an architecture; empty where there is none. */
    public OptionalDouble find(String key) {
        Double value = values.get(key);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * The value of an architecture.
     *
     * @throws BenchException if there is none
     */
    public double get(String key) {
        return find(key)
                .orElseThrow(() ->
                        new BenchException("found no value for '" + key + "' among " + size() + " of " + protocol));
    }

    /** All values by key. */
    public Map<String, Double> asMap() {
        return values;
    }

    /**
     * These and others of the same protocol; of two values for one key the other's counts.
     *
     * @throws BenchException if the protocol is another
     */
    public Labels plus(Labels others) {
        if (!protocol.equals(others.protocol)) {
            throw new BenchException(
                    "cannot join values of [" + protocol + "] and of [" + others.protocol + "]: they do not compare");
        }
        Map<String, Double> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new Labels(protocol, all);
    }

    @Override
    public String toString() {
        return size() + " values of " + protocol;
    }
}
