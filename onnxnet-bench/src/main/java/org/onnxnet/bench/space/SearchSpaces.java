package org.onnxnet.bench.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/** The search spaces that are there, by name. */
public final class SearchSpaces {
    private SearchSpaces() {}

    /** All spaces: those of this library in a fixed order, then those that other jars bring. */
    public static List<SearchSpace<?>> all() {
        List<SearchSpace<?>> spaces = new ArrayList<>();
        for (SearchSpace<?> space : ServiceLoader.load(SearchSpace.class, SearchSpace.class.getClassLoader())) {
            spaces.add(space);
        }
        return List.copyOf(spaces);
    }

    /**
     * The space of a name.
     *
     * @throws BenchException if there is none; the message lists the names
     */
    public static SearchSpace<?> named(String name) {
        return find(name)
                .orElseThrow(
                        () -> new BenchException("found no search space '" + name + "', wanted one of " + names()));
    }

    /** The space of a name; empty if there is none. */
    public static Optional<SearchSpace<?>> find(String name) {
        for (SearchSpace<?> space : all()) {
            if (space.name().equals(name)) {
                return Optional.of(space);
            }
        }
        return Optional.empty();
    }

    /** The names of all spaces, for messages. */
    public static String names() {
        return all().stream().map(SearchSpace::name).collect(Collectors.joining(", "));
    }
}
