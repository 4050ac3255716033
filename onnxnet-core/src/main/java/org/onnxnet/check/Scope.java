package org.onnxnet.check;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one graph and, through the node that holds it, of the graphs around it. */
final class Scope {
    /** The place of what is there before any node runs. */
    static final int BEFORE_ALL = -1;

    private final @Nullable Scope outer;
    private final int owner;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, String> types = new HashMap<>();

    /** Where a name leads to. */
    enum Lookup {
        DEFINED,
        /** Defined, but by a node that stands after the one that asks. */
        LATER,
        MISSING
    }

    /** @param owner the place of the node, in the outer scope, that holds the graph */
    Scope(@Nullable Scope outer, int owner) {
        this.outer = outer;
        this.owner = owner;
    }

    /** Defines a value at the place of a node; returns false, changing nothing, where it is defined already. */
    boolean define(String name, int place) {
        return places.putIfAbsent(name, place) == null;
    }

    boolean definesItself(String name) {
        return places.containsKey(name);
    }

    /** Looks a name up for a node at a place of this graph. */
    Lookup find(String name, int place) {
        int reader = place;
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Integer found = scope.places.get(name);
            if (found != null) {
                return found < reader ? Lookup.DEFINED : Lookup.LATER;
            }
            reader = scope.owner;
        }
        return Lookup.MISSING;
    }

    /** Whether a graph around this one has defined the name by the time this one runs. */
    boolean isDefinedOutside(String name) {
        return outer != null && outer.find(name, owner) == Lookup.DEFINED;
    }

    void type(String name, String type) {
        types.put(name, type);
    }

    /** The name of a value's type, or null where it is not known. */
    @Nullable
    String typeOf(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.places.containsKey(name)) {
                return scope.types.get(name);
            }
        }
        return null;
    }
}
