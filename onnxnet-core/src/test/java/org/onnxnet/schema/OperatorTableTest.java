package org.onnxnet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.AttributeKind;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;
import org.onnxnet.schema.OperatorSchema.Determinism;
import org.onnxnet.schema.OperatorSchema.Occurrence;

class OperatorTableTest {
    private final OperatorTable table = OperatorTable.standard();

    @Test
    void holdsTheWholeStandard() {
        assertThat(table.operators()).hasSizeGreaterThan(200);
        assertThat(all().filter(OperatorSchema::isStandard)).hasSize(659);
        assertThat(table.operators()).contains(new OpId("ai.onnx.ml", "TreeEnsemble"));
    }

    private Stream<OperatorSchema> all() {
        return table.operators().stream().flatMap(op -> table.history(op).stream());
    }

    @Test
    void holdsWhatOnnxRuntimeContributes() {
        assertThat(all().filter(schema -> !schema.isStandard())).hasSize(151);
        OperatorSchema attention = table.find(new OpId("com.microsoft", "GroupQueryAttention"), 1);
        assertThat(attention.input(1).occurrence()).isEqualTo(Occurrence.OPTIONAL);
        assertThat(attention.attribute("num_heads").required()).isTrue();
        assertThat(attention.types().get("T")).contains("float16", "bfloat16");
        OperatorSchema embedding = table.find(new OpId("com.microsoft", "EmbedLayerNormalization"), 1);
        assertThat(embedding.attribute("epsilon").fallback()).isEqualTo(Attribute.of("epsilon", 1e-12f));
        OperatorSchema normalization = table.find(OpId.of("SimplifiedLayerNormalization"), 17);
        assertThat(normalization.isStandard()).isFalse();
        assertThat(table.find(OpId.of("LayerNormalization"), 16)).isNull();
        assertThat(table.find(OpId.of("Crop"), 10).deprecated()).isTrue();
    }

    @Test
    void knowsOperatorsThatCarryGraphs() {
        assertThat(all().filter(OperatorSchema::hasSubgraphs)
                        .map(schema -> schema.op().type()))
                .contains("If", "Loop", "Scan", "SequenceMap", "BeamSearch", "GreedySearch", "Sampling")
                .doesNotContain("Conv");
    }

    /** A seed is there to make random numbers repeatable; only that of a hash makes nothing random. */
    @Test
    void whateverHasASeedIsRandomOrTrains() {
        assertThat(all().filter(schema -> schema.attribute("seed") != null)
                        .filter(schema -> schema.determinism() == Determinism.ALWAYS)
                        .map(schema -> schema.op().type()))
                .containsExactly("MurmurHash3");
        assertThat(all().filter(schema -> schema.attribute("training_mode") != null
                                || schema.inputs().stream()
                                        .anyMatch(input -> input.name().equals("training_mode")))
                        .filter(schema -> schema.determinism() == Determinism.ALWAYS)
                        .map(schema -> schema.op().type()))
                .as("in training it keeps what gradients need")
                .containsExactly("MatMulBnb4");
    }

    @Test
    void findsTheVersionThatAnOperatorSetUses() {
        assertThat(table.find(OpId.of("Squeeze"), 12).since()).isEqualTo(11);
        assertThat(table.find(OpId.of("Squeeze"), 13).since()).isEqualTo(13);
        assertThat(table.find(OpId.of("Gelu"), 19)).isNull();
        assertThat(table.find(OpId.of("Gelu"), Long.MAX_VALUE).since()).isEqualTo(20);
        assertThat(table.find(OpId.of("NoSuchOperator"), 20)).isNull();
        assertThat(table.find(new OpId("com.microsoft", "NoSuchOperator"), 1)).isNull();
    }

    @Test
    void knowsDefaultsAndRequiredAttributes() {
        OperatorSchema conv = table.find(OpId.of("Conv"), 17);

        assertThat(conv.attribute("group").fallback()).isEqualTo(Attribute.of("group", 1));
        assertThat(conv.attribute("auto_pad").fallback()).isEqualTo(Attribute.of("auto_pad", "NOTSET"));
        assertThat(conv.attribute("pads").fallback()).isNull();
        assertThat(conv.attribute("pads").kind()).isEqualTo(AttributeKind.INTS);
        assertThat(conv.attribute("nothing")).isNull();
        assertThat(table.find(OpId.of("BatchNormalization"), 9)
                        .attribute("epsilon")
                        .fallback())
                .isEqualTo(Attribute.of("epsilon", 1e-5f));
        assertThat(table.find(OpId.of("Concat"), 13).attribute("axis").required())
                .isTrue();
        assertThat(table.find(OpId.of("RNN"), 14).attribute("activations").fallback())
                .isEqualTo(Attribute.ofStrings("activations", "Tanh", "Tanh"));
    }

    @Test
    void knowsArityAndTypes() {
        OperatorSchema clip = table.find(OpId.of("Clip"), 13);
        OperatorSchema loop = table.find(OpId.of("Loop"), 13);

        assertThat(clip.inputArity()).hasToString("1 to 3");
        assertThat(clip.input(2).occurrence()).isEqualTo(Occurrence.OPTIONAL);
        assertThat(clip.input(3)).isNull();
        assertThat(clip.types().get("T")).contains("float", "int8").doesNotContain("string");
        assertThat(loop.inputArity().allows(40)).isTrue();
        assertThat(loop.input(40).occurrence()).isEqualTo(Occurrence.VARIADIC_MIXED);
    }

    @Test
    void marksRandomAndDeprecatedOperators() {
        assertThat(table.find(OpId.of("RandomNormalLike"), 17).random()).isTrue();
        assertThat(table.find(OpId.of("Conv"), 17).random()).isFalse();
        assertThat(table.find(OpId.of("Dropout"), 13).determinism()).isEqualTo(Determinism.UNLESS_TRAINING);
        assertThat(table.find(OpId.of("Dropout"), 13).random()).isFalse();
        assertThat(table.find(new OpId("com.microsoft", "Sampling"), 1).random())
                .isTrue();
        assertThat(table.find(new OpId("com.microsoft", "PagedAttention"), 1).determinism())
                .isEqualTo(Determinism.STATEFUL);
        assertThat(table.find(OpId.of("Upsample"), 10).deprecated()).isTrue();
        assertThat(table.find(OpId.of("Upsample"), 9).deprecated()).isFalse();
        assertThat(table.find(OpId.of("Gelu"), 20).function()).isTrue();
    }

    @Test
    void versionsThatNoStandardHasFindNothing() {
        assertThat(table.find(OpId.of("Relu"), 0)).isNull();
        assertThat(table.find(OpId.of("Relu"), Long.MIN_VALUE + 20)).isNull();
    }

    @Test
    void aTypeParameterStandsForOneType() {
        OperatorSchema where = Objects.requireNonNull(table.find(OpId.of("Where"), 17));
        assertThat(where.admits(List.of(ElementType.BOOL, ElementType.FLOAT, ElementType.FLOAT)))
                .isTrue();
        assertThat(where.admits(Arrays.asList(null, ElementType.FLOAT, ElementType.FLOAT)))
                .isTrue();
        assertThat(where.admits(List.of(ElementType.BOOL, ElementType.FLOAT, ElementType.INT64)))
                .isFalse();
        assertThat(where.admits(List.of(ElementType.INT64, ElementType.FLOAT, ElementType.FLOAT)))
                .isFalse();
        OperatorSchema reshape = Objects.requireNonNull(table.find(OpId.of("Reshape"), 17));
        assertThat(reshape.admits(List.of(ElementType.FLOAT, ElementType.INT64)))
                .isTrue();
        assertThat(reshape.admits(List.of(ElementType.FLOAT, ElementType.INT32)))
                .isFalse();
        assertThat(reshape.admits(List.of(ElementType.FLOAT, ElementType.INT64, ElementType.INT64)))
                .isFalse();
    }
}
