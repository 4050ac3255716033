package org.onnxnet.analysis;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.onnxnet.graph.OpId;
import org.onnxnet.schema.OperatorTable;

/**
 * Which operators are used of which operator sets, to find versions in which they mean the same. Networks whose operators
 * mean the same get the same versions, whatever the versions of their files.
 */
final class OpsetNeeds {
    private final Map<String, Long> versions;
    private final long defaultVersion;
    private final Map<String, Map<OpId, Long>> used = new TreeMap<>();

    /**
     * @param versions by domain, as the file has them
     */
    OpsetNeeds(Map<String, Long> versions) {
        this.versions = versions;
        this.defaultVersion = versions.getOrDefault("", 1L);
    }

    long version(String domain) {
        return domain.isEmpty() ? defaultVersion : versions.getOrDefault(OpId.normalDomain(domain), 1L);
    }

    /** Records the use of an operator and returns the version since which it means the same. */
    long use(OpId op) {
        return used.computeIfAbsent(op.domain(), domain -> new HashMap<>())
                .computeIfAbsent(op, o -> OperatorMeaning.since(o, version(o.domain())));
    }

    /**
     * For each operator set of which something is used, a version that will do: of the default one the nearest to the usual
     * version, of others the first.
     */
    Map<String, Long> canonical() {
        Map<String, Long> canonical = new TreeMap<>();
        used.forEach((domain, meanings) -> canonical.put(
                domain, domain.isEmpty() ? nearestToUsual(meanings) : Collections.max(meanings.values())));
        return canonical;
    }

    private long nearestToUsual(Map<OpId, Long> meanings) {
        long version = version("");
        long newest = OperatorTable.standard().newestOpset();
        if (version > newest && willDo(meanings, newest)) {
            version = newest;
        }
        long step = version < CanonicalGraph.USUAL_OPSET ? 1 : -1;
        while (version != CanonicalGraph.USUAL_OPSET && willDo(meanings, version + step)) {
            version += step;
        }
        return version;
    }

    private static boolean willDo(Map<OpId, Long> meanings, long version) {
        return meanings.entrySet().stream().allMatch(e -> e.getValue() == OperatorMeaning.since(e.getKey(), version));
    }
}
