package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;

class TextRulesTest {
    private static NodeCase of(String type, String dims) {
        return NodeCase.of(type, 20).input(ElementType.STRING, dims);
    }

    @Test
    void concatenationBroadcasts() {
        assertThat(of("StringConcat", "n 1").input(ElementType.STRING, "3").types())
                .containsExactly("STRING[nx3]");
        assertThat(of("StringConcat", "2").input(ElementType.STRING, "3").problem())
                .contains("2 and 3");
    }

    @Test
    void matchesAreTruthValues() {
        assertThat(of("RegexFullMatch", "2 n").types()).containsExactly("BOOL[2xn]");
    }

    @Test
    void splittingAddsAnAxisOfPartsAndCountsThem() {
        assertThat(of("StringSplit", "2 n").outputs(2).types()).containsExactly("STRING[2xnx?]", "INT64[2xn]");
    }

    @Test
    void onlyStopWordsMakeTheNumberOfStringsUnknown() {
        assertThat(of("StringNormalizer", "4").types()).containsExactly("STRING[4]");
        assertThat(of("StringNormalizer", "0").types()).containsExactly("STRING[1]");
        assertThat(of("StringNormalizer", "1 4").types()).containsExactly("STRING[1x4]");
        assertThat(of("StringNormalizer", "1 4").plainTypes()).containsExactly("STRING[1x?]");
        assertThat(of("StringNormalizer", "1 4")
                        .with(Attribute.ofStrings("stopwords", "monday"))
                        .types())
                .containsExactly("STRING[1x?]");
        assertThat(of("StringNormalizer", "2 4").problem()).contains("wanted [C] or [1, C]");
    }

    @Test
    void nGramsAreCountedByTheLargestIndex() {
        Attribute indexes = Attribute.ofInts("ngram_indexes", 0, 6, 3);
        assertThat(NodeCase.of("TfIdfVectorizer", 9)
                        .input(ElementType.INT32, "12")
                        .with(indexes)
                        .types())
                .containsExactly("FLOAT[7]");
        assertThat(NodeCase.of("TfIdfVectorizer", 9)
                        .input(ElementType.INT32, "n 12")
                        .with(indexes)
                        .types())
                .containsExactly("FLOAT[nx7]");
        assertThat(NodeCase.of("TfIdfVectorizer", 9)
                        .input(ElementType.INT32, "12")
                        .problem())
                .contains("ngram_indexes is empty");
    }
}
