package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

class MlFeatureRulesTest {
    @Test
    void scalersGiveFloatsOfTheSameShape() {
        for (String type : new String[] {"Scaler", "Normalizer"}) {
            NodeCase scaler = NodeCase.ml(type, 1).input(ElementType.INT64, "n 3");
            assertThat(scaler.types()).containsExactly("FLOAT[nx3]");
            assertThat(scaler.plainTypes()).containsExactly("?");
        }
        assertThat(NodeCase.ml("Imputer", 1).input(ElementType.INT64, "n 3").types())
                .containsExactly("INT64[nx3]");
        assertThat(NodeCase.ml("Binarizer", 1).floats("n 3").types()).containsExactly("FLOAT[nx3]");
    }

    @Test
    void extractionPicksColumns() {
        assertThat(NodeCase.ml("ArrayFeatureExtractor", 1)
                        .floats("n 4")
                        .longs(1, 3, 3)
                        .types())
                .containsExactly("FLOAT[nx3]");
        assertThat(NodeCase.ml("ArrayFeatureExtractor", 1)
                        .floats("4")
                        .longs(1, 3)
                        .types())
                .containsExactly("FLOAT[1x2]");
    }

    @Test
    void labelsChangeTheirType() {
        assertThat(NodeCase.ml("LabelEncoder", 1).input(ElementType.STRING, "n").types())
                .containsExactly("INT64[n]");
        assertThat(NodeCase.ml("LabelEncoder", 2)
                        .input(ElementType.STRING, "n")
                        .with(Attribute.ofStrings("keys_strings", "a"), Attribute.ofFloats("values_floats", 1))
                        .types())
                .containsExactly("FLOAT[n]");
        assertThat(NodeCase.ml("LabelEncoder", 4)
                        .input(ElementType.INT64, "n")
                        .with(
                                Attribute.of("keys_tensor", Tensor.ofLongs("", 1)),
                                Attribute.of("values_tensor", Tensor.ofFloats("", Shape.of(1), 1)))
                        .types())
                .containsExactly("FLOAT[n]");
        assertThat(NodeCase.ml("LabelEncoder", 2)
                        .floats("n")
                        .with(Attribute.ofStrings("keys_strings", "a"), Attribute.ofFloats("values_floats", 1))
                        .problem())
                .contains("STRING to FLOAT for an input of FLOAT");
    }

    @Test
    void categoriesAreAnAxisOfTheirOwn() {
        assertThat(NodeCase.ml("OneHotEncoder", 1)
                        .input(ElementType.INT64, "n 2")
                        .with(Attribute.ofInts("cats_int64s", 1, 2, 3))
                        .types())
                .containsExactly("FLOAT[nx2x3]");
        assertThat(NodeCase.ml("CategoryMapper", 1)
                        .input(ElementType.STRING, "n")
                        .with(Attribute.ofInts("cats_int64s", 1, 2), Attribute.ofStrings("cats_strings", "a"))
                        .problem())
                .contains("2 numbers for 1 texts");
    }

    @Test
    void featuresAreJoined() {
        assertThat(NodeCase.ml("FeatureVectorizer", 1)
                        .floats("n 2")
                        .input(ElementType.INT64, "n 3")
                        .with(Attribute.ofInts("inputdimensions", 2, 3))
                        .types())
                .containsExactly("FLOAT[nx5]");
    }

    @Test
    void mapsBecomeRows() {
        ValueType map = new ValueType.OfMap(ElementType.STRING, ValueType.tensor(ElementType.DOUBLE, Shape.SCALAR));
        assertThat(NodeCase.ml("DictVectorizer", 1)
                        .input(map)
                        .with(Attribute.ofStrings("string_vocabulary", "a", "b"))
                        .types())
                .containsExactly("DOUBLE[1x2]");
        assertThat(NodeCase.ml("CastMap", 1)
                        .input(map)
                        .with(
                                Attribute.of("cast_to", "TO_INT64"),
                                Attribute.of("map_form", "SPARSE"),
                                Attribute.of("max_map", 9))
                        .types())
                .containsExactly("INT64[1x9]");
    }

    @Test
    void rowsBecomeMaps() {
        assertThat(NodeCase.ml("ZipMap", 1)
                        .floats("n 2")
                        .with(Attribute.ofStrings("classlabels_strings", "a", "b"))
                        .infer()
                        .type(0))
                .isEqualTo(new ValueType.OfSequence(
                        new ValueType.OfMap(ElementType.STRING, ValueType.tensor(ElementType.FLOAT, Shape.SCALAR))));
    }
}
