package org.onnxnet.texts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.space.FiniteSpace;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.testing.RandomGraphs;

/**
 * Where networks come from: {@code SPACE:COUNT} (different ones, or all of a finite space for {@code all}), {@code random:COUNT}
 * (random valid graphs), or a folder of models.
 */
final class Networks {
    private static final long SEED = 1;
    private static final int STEPS = 24;

    private Networks() {}

    /** A network that is made or loaded when it is asked for. */
    record Source(String name, Loader loader) {
        OnnxGraph load() {
            try {
                return loader.load();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Makes or loads a network. */
    interface Loader {
        OnnxGraph load() throws IOException;
    }

    static Stream<Source> of(String argument) {
        if (Files.isDirectory(Path.of(argument))) {
            return modelsBelow(Path.of(argument)).stream()
                    .map(file -> new Source(file.toString(), () -> OnnxGraph.load(file)));
        }
        int colon = argument.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(argument + " is no folder, wanted one, or SPACE:COUNT");
        }
        String name = argument.substring(0, colon);
        String count = argument.substring(colon + 1);
        return name.equals("random") ? random(Long.parseLong(count)) : of(SearchSpaces.named(name), count);
    }

    private static List<Path> modelsBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Source> random(long count) {
        return Stream.iterate(0L, seed -> seed + 1)
                .limit(count)
                .map(seed -> new RandomGraphs.Recipe(seed, 1 + (int) (seed % STEPS)))
                .map(recipe -> new Source(
                        recipe.toString(), () -> OnnxGraph.of(recipe.make().model())));
    }

    private static <A> Stream<Source> of(SearchSpace<A> space, String count) {
        Stream<A> architectures;
        if (!count.equals("all")) {
            architectures = space.samples(SEED).distinct().limit(Long.parseLong(count));
        } else if (space instanceof FiniteSpace<A> finite) {
            architectures = finite.enumerate();
        } else {
            throw new IllegalArgumentException(space.name() + " has no end, wanted a count");
        }
        return architectures.map(one -> new Source(space.name() + " " + space.format(one), () -> space.toGraph(one)));
    }
}
