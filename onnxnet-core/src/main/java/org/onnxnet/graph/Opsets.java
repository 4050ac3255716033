package org.onnxnet.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Operator set versions by domain, in file order. */
final class Opsets {
    private Opsets() {}

    static Map<String, Long> copyOf(Map<String, Long> opsets) {
        Map<String, Long> copy = new LinkedHashMap<>();
        opsets.forEach((domain, version) -> copy.put(OpId.normalDomain(domain), version));
        return Collections.unmodifiableMap(copy);
    }
}
