package org.onnxnet.predictor.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.graph.OnnxNetException;

class ScoreCacheTest {
    @TempDir
    Path folder;

    private static TextScore score(double value) {
        return new TextScore(value, 12, false);
    }

    @Test
    void keysTellModelsAndTextsApart() {
        assertThat(ScoreCache.key("m", "t")).hasSize(64).isNotEqualTo(ScoreCache.key("m2", "t"));
        assertThat(ScoreCache.key("ab", "c")).isNotEqualTo(ScoreCache.key("a", "bc"));
    }

    @Test
    void whatWasNotAskedForTheLongestMakesRoom() {
        ScoreCache cache = new ScoreCache(2);
        cache.put("a", score(1));
        cache.put("b", score(2));
        assertThat(cache.get("a")).isEqualTo(score(1));
        cache.put("c", score(3));
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.get("b")).isNull();
        assertThat(cache.get("a")).isEqualTo(score(1));
    }

    @Test
    void comesBackFromAFile() throws IOException {
        ScoreCache cache = new ScoreCache(10);
        for (int i = 0; i < 5; i++) {
            cache.put(ScoreCache.key("m", "t" + i), new TextScore(i / 3.0, i, i == 2));
        }
        Path file = folder.resolve("scores");
        cache.save(file);
        ScoreCache read = ScoreCache.load(file, 3);
        assertThat(read.size()).isEqualTo(3);
        assertThat(read.get(ScoreCache.key("m", "t1"))).isNull();
        assertThat(read.get(ScoreCache.key("m", "t2"))).isEqualTo(new TextScore(2 / 3.0, 2, true));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp*");
    }

    @Test
    void refusesOtherFilesAndHalfOnes() throws IOException {
        ScoreCache cache = new ScoreCache(1);
        cache.put(ScoreCache.key("m", "t"), score(1));
        Path file = folder.resolve("scores");
        cache.save(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> ScoreCache.load(file, 1))
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("cut off");
        Files.writeString(file, "something else altogether");
        assertThatThrownBy(() -> ScoreCache.load(file, 1))
                .isInstanceOf(OnnxNetException.class)
                .hasMessageContaining("not a saved cache of scores");
    }
}
