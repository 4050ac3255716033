package org.onnxnet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.predictor.Predictor;
import org.onnxnet.testing.SharedData;

class SearchNasBench201Test {
    @Test
    void guidedSearchFindsMoreThanRandomSearch(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Predictor predictor = Predictor.bundled()) {
            SearchNasBench201.run(
                            SearchSpaces.named("nasbench201"),
                            SharedData.path("data/nas"),
                            predictor,
                            5,
                            40,
                            new PrintStream(bytes, true, StandardCharsets.UTF_8))
                    .save(folder, "curve");
        }

        List<Double> last = Pattern.compile("([0-9.]+) after 40")
                .matcher(bytes.toString(StandardCharsets.UTF_8))
                .results()
                .map(MatchResult::group)
                .map(text -> Double.parseDouble(text.substring(0, text.indexOf(' '))))
                .toList();
        assertThat(last).hasSize(3);
        assertThat(last.get(2)).as("guided").isGreaterThan(last.get(0));
        assertThat(folder.resolve("curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("curve.svg")).isNotEmptyFile();
    }

    @Test
    void evolutionLooksUpEachArchitectureOnce() {
        assertThat(search(SearchSpaces.named("nasbench201"), 120)).hasSize(120);
    }

    private static <A> Map<A, Double> search(SearchSpace<A> space, int lookUps) {
        return new RegularizedEvolution<A>(
                        space, a -> space.format(a).length(), new SplittableRandom(1), 4, children -> children.get(0))
                .run(lookUps);
    }
}
