package org.onnxnet.graph;

import java.util.Objects;

/**
 * The identity of an operator: its domain and type. The default domain is the empty string; {@code ai.onnx} is its
 * other spelling and is normalised to it.
 */
public record OpId(String domain, String type) {
    public OpId {
        Objects.requireNonNull(type, "type");
        domain = normalDomain(domain);
    }

    /** An operator of the default domain. */
    public static OpId of(String type) {
        return new OpId("", type);
    }

    /** The empty string for {@code ai.onnx}, else the domain itself. */
    public static String normalDomain(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }

    public boolean isDefaultDomain() {
        return domain.isEmpty();
    }

    /** {@code Conv}, or {@code com.microsoft:Gelu} outside the default domain. */
    @Override
    public String toString() {
        return domain.isEmpty() ? type : domain + ":" + type;
    }
}
