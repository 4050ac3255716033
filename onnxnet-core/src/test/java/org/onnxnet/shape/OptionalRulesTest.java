package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Extras;
import org.onnxnet.graph.ValueType;

class OptionalRulesTest {
    private static final ValueType TENSOR = ValueType.tensor(ElementType.FLOAT, 2, 3);
    private static final ValueType OPTIONAL = new ValueType.OfOptional(TENSOR);

    @Test
    void theElementIsTheInputOrDeclared() {
        assertThat(NodeCase.of("Optional", 15).input(TENSOR).infer().type(0)).isEqualTo(OPTIONAL);
        assertThat(NodeCase.of("Optional", 15)
                        .with(new Attribute.OfType("type", TENSOR, Extras.NONE))
                        .infer()
                        .type(0))
                .isEqualTo(OPTIONAL);
        assertThat(NodeCase.of("Optional", 15).types()).containsExactly("?");
    }

    @Test
    void gettingTheElementTakesTheOptionalAway() {
        assertThat(NodeCase.of("OptionalGetElement", 15).input(OPTIONAL).types())
                .containsExactly("FLOAT[2x3]");
    }

    @Test
    void whetherItIsThereIsFollowed() {
        KnownValue element = new KnownValue(TENSOR, null);
        KnownValue there = new KnownValue(OPTIONAL, new OptionalContent(element));
        KnownValue absent = new KnownValue(OPTIONAL, new OptionalContent(null));

        assertThat(NodeCase.of("Optional", 15).input(TENSOR).infer().content(0)).isEqualTo(there.content());
        assertThat(NodeCase.of("Optional", 15)
                        .with(new Attribute.OfType("type", TENSOR, Extras.NONE))
                        .infer()
                        .content(0))
                .isEqualTo(absent.content());
        assertThat(NodeCase.of("OptionalHasElement", 15).given(there).infer().value(0))
                .hasToString("BOOL[]{1}");
        assertThat(NodeCase.of("OptionalHasElement", 15).given(absent).infer().value(0))
                .hasToString("BOOL[]{0}");
        SymbolicTensor content = SymbolicTensor.of(org.onnxnet.graph.Tensor.ofLongs("", 3, 4));
        assertThat(NodeCase.of("OptionalGetElement", 15)
                        .given(new KnownValue(
                                new ValueType.OfOptional(ValueType.tensor(ElementType.INT64, 2)),
                                new OptionalContent(new KnownValue(ValueType.tensor(ElementType.INT64, 2), content))))
                        .infer()
                        .value(0))
                .isEqualTo(content);
    }

    @Test
    void since18AnythingElsePasses() {
        assertThat(NodeCase.of("OptionalGetElement", 18).input(TENSOR).types()).containsExactly("FLOAT[2x3]");
        assertThat(NodeCase.of("OptionalGetElement", 15).input(TENSOR).problem())
                .contains("wanted an optional value");
    }

    @Test
    void whatCannotBeAbsentIsThere() {
        assertThat(NodeCase.of("OptionalHasElement", 15).input(OPTIONAL).types())
                .containsExactly("BOOL[]");
        assertThat(NodeCase.of("OptionalHasElement", 18).input(OPTIONAL).infer().value(0))
                .isNull();
        assertThat(NodeCase.of("OptionalHasElement", 18)
                        .input(TENSOR)
                        .infer()
                        .value(0)
                        .dims())
                .containsExactly(Dim.of(1));
        assertThat(NodeCase.of("OptionalHasElement", 18).infer().value(0).dims())
                .containsExactly(Dim.of(0));
    }
}
