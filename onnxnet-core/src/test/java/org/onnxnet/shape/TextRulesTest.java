package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

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
    void knownStringsAreSplit() {
        assertThat(split("", -1, "a b", " c  d e ", "")).containsExactly("STRING[3x3]", "INT64[3]{2, 3, 0}");
        assertThat(split(",", -1, "a,b", ",,")).containsExactly("STRING[2x3]", "INT64[2]{2, 3}");
        assertThat(split(",", 1, "a,b,c")).containsExactly("STRING[1x2]", "INT64[1]{2}");
        assertThat(split("aa", -1, "aaa")).containsExactly("STRING[1x2]", "INT64[1]{2}");
        assertThat(split(",", -1)).containsExactly("STRING[0x0]", "INT64[0]{}");
    }

    @Test
    void stringsThatImplementationsSplitDifferentlyStayOpen() {
        assertThat(split("", -1, "a\tb")).containsExactly("STRING[1x?]", "null");
        assertThat(split("", -1, "a\u00a0b")).containsExactly("STRING[1x?]", "null");
        assertThat(split(",", -1, "")).containsExactly("STRING[1x?]", "null");
    }

    /** The type of the parts and the content of their counts. */
    private static List<String> split(String delimiter, int most, String... texts) {
        NodeTypes found = NodeCase.of("StringSplit", 20)
                .texts(texts)
                .with(Attribute.of("delimiter", delimiter), Attribute.of("maxsplit", most))
                .outputs(2)
                .infer();
        return List.of(String.valueOf(found.type(0)), String.valueOf(found.value(1)));
    }

    @Test
    void knownStopWordsAreLeftOut() {
        Attribute stops = Attribute.ofStrings("stopwords", "monday", "Friday");
        assertThat(NodeCase.of("StringNormalizer", 10)
                        .texts("monday", "tuesday", "friday")
                        .with(stops)
                        .types())
                .containsExactly("STRING[1]");
        assertThat(NodeCase.of("StringNormalizer", 10)
                        .texts("monday", "tuesday", "friday")
                        .with(stops, Attribute.of("is_case_sensitive", 1))
                        .types())
                .containsExactly("STRING[2]");
        assertThat(NodeCase.of("StringNormalizer", 10)
                        .texts(Shape.of(1, 1), "monday")
                        .with(stops)
                        .types())
                .containsExactly("STRING[1x1]");
        assertThat(NodeCase.of("StringNormalizer", 10)
                        .texts("on monday", "x")
                        .with(stops)
                        .types())
                .containsExactly("STRING[?]");
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
