package org.onnxnet.bench.label;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onnxnet.bench.BenchException;

/** What was measured for the architectures of one space: values by key ({@code SearchSpace.key}), a column a protocol. */
public final class LabelTable {
    private final String space;
    private final Map<String, Labels> columns;

    private LabelTable(String space, Map<String, Labels> columns) {
        this.space = space;
        this.columns = columns;
    }

    /**
     * A table of columns.
     *
     * @throws BenchException if two protocols have one name
     */
    public static LabelTable of(String space, List<Labels> columns) {
        Map<String, Labels> byName = new LinkedHashMap<>();
        for (Labels column : columns) {
            if (byName.put(column.protocol().name(), column) != null) {
                throw new BenchException("two columns for " + space + " have the name '"
                        + column.protocol().name() + "'");
            }
        }
        return new LabelTable(space, byName);
    }

    /** The name of the space. */
    public String space() {
        return space;
    }

    public List<Protocol> protocols() {
        return columns.values().stream().map(Labels::protocol).toList();
    }

    /**
     * The values of one protocol.
     *
     * @throws BenchException if the table has no such column; the message lists those it has
     */
    public Labels labels(String protocol) {
        Labels found = columns.get(protocol);
        if (found == null) {
            throw new BenchException("the table for " + space + " has no values of protocol '" + protocol
                    + "', wanted one of " + columns.keySet());
        }
        return found;
    }

    /** All architectures that have a value of some protocol, in the order in which they were read. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        columns.values().forEach(column -> keys.addAll(column.asMap().keySet()));
        return Collections.unmodifiableSet(keys);
    }

    @Override
    public String toString() {
        return space + " " + columns.values();
    }
}
