package org.onnxnet.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.onnxnet.encoder.Component.INPUTS;
import static org.onnxnet.encoder.Component.OUT_SHAPE;
import static org.onnxnet.encoder.Component.PARAMETERS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.Value;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.testing.RandomGraphs;
import org.onnxnet.testing.Simplifying;

class DecoderTest {
    private static final Encoder FULL = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE);

    private static Node onlyNode(String text) {
        OnnxGraph graph = Decoder.decode(text);
        assertThat(graph.nodes()).hasSize(1);
        return graph.nodes().get(0);
    }

    @Test
    void makesANetworkWithWeightsAsInputs() {
        OnnxGraph graph = Decoder.decode("Conv(1x3x8x8, 4x3x3x3, 4) (dilations=1,kernel_shape=3,pads=1,strides=2)"
                + " --> Relu(prev) --> Value1:1x4x4x4\nAdd(Value1, Value1) --> Out");

        assertThat(graph.inputs())
                .containsExactly(
                        Value.tensor("Conv_1.X", ElementType.FLOAT, 1, 3, 8, 8),
                        Value.tensor("Conv_1.W", ElementType.FLOAT, 4, 3, 3, 3),
                        Value.tensor("Conv_1.B", ElementType.FLOAT, 4));
        assertThat(graph.outputs()).containsExactly(Value.tensor("Out", ElementType.FLOAT, 1, 4, 4, 4));
        assertThat(graph.nodes()).extracting(node -> node.op().type()).containsExactly("Conv", "Relu", "Add");
        assertThat(graph.nodes().get(0).intsAttribute("pads")).containsExactly(1L, 1L, 1L, 1L);
        assertThat(graph.nodes().get(2).inputs()).containsExactly("Value1", "Value1");
        assertThat(graph.model().opsets()).containsExactly(java.util.Map.entry("", 17L));
        assertThat(graph.check()).isEmpty();
    }

    @Test
    void dataComesBeforeWeightsInTheOrderOfItsNumbers() {
        OnnxGraph graph = Decoder.decode(
                "MatMul(In2:2x3, 3x3) --> Value1:2x3\nMatMul(In1:2x3, 3x3) --> Add(prev, Value1) --> Value2:2x3"
                        .replace(
                                " --> Add(prev, Value1) --> Value2:2x3",
                                " --> Value2:2x3\nAdd(Value1, Value2) --> Out"));

        assertThat(graph.inputs()).extracting(Value::name).containsExactly("In1", "In2", "MatMul_1.B", "MatMul_2.B");
    }

    @Test
    void whatTheTextLeavesOutAsUsualIsThere() {
        assertThat(onlyNode("Concat(In1:1x2, In2:1x3) --> Out").intAttribute("axis", -9))
                .isEqualTo(1);
        assertThat(onlyNode("Gemm(1x2, 3x2) --> Out").intAttribute("transB", -9))
                .isEqualTo(1);
        assertThat(onlyNode("Gemm(1x2, 2x3) (transB=0) --> Out").intAttribute("transB", -9))
                .isZero();
        assertThat(onlyNode("ReduceMean(1x2) (axes=[1]) --> Out").intAttribute("keepdims", -9))
                .isZero();
        assertThat(onlyNode("com.acme:Concat(1x2) --> Out").attributes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=1.5 | FLOAT | ",
                "=[1,-2] | INT64 | 2",
                "=[[true],[false]] | BOOL | 2x1",
                "=[\"a\\x00\"] | STRING | 1",
                "float16=0.5 | FLOAT16 | ",
                "int4=[-8,7] | INT4 | 2",
                "uint64=18446744073709551615 | UINT64 | ",
                "complex64=[(1.0,-0.0)] | COMPLEX64 | 1",
                "int64[0x2]=[] | INT64 | 0x2",
                "double=nan | DOUBLE | "
            })
    void constantsBecomeInitializers(String constant, ElementType type, String shape) {
        OnnxGraph graph = Decoder.decode("com.acme:Op(3, " + constant + ") --> Out");

        Tensor tensor = graph.initializers().get(0);
        assertThat(tensor.elementType()).isEqualTo(type);
        assertThat(tensor.shape().toString()).isEqualTo(shape == null ? "" : shape);
        assertThat(TensorLiteral.of(tensor)).isEqualTo(constant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1",
                "a=-1.0e-5",
                "a=nan",
                "a=\"x\\\"y\"",
                "a=[1,2]",
                "a=[1.0,inf]",
                "a=[\"x\",\"\"]",
                "a=ints()",
                "a=floats()",
                "a=strings()",
                "a=graphs()",
                "a=undefined()",
                "a=tensor(float=[0.0])",
                "a=tensors(int64=1,bool=[true])",
                "a=tensors()",
                "a=sparse(float[2x2],float=[1.0],int64=[3])",
                "a=sparses(sparse(float[2],float=[1.0],int64=[1]))",
                "a=type(seq(int64[...]))",
                "a=types(1x2,float[],optional(map(int64,string[])))",
                "\"odd name\"=1",
                "a=type(opaque(\"\",b)),\"seq\"=1"
            })
    void attributesOfEveryKindReadBack(String attributes) {
        String text = "com.acme:Op(3) (" + attributes.replace("1.0e-5", "1e-5") + ") --> Out";

        assertThat(FULL.encode(Decoder.decode(text)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Relu(n1x3x?) --> Out",
                "Relu(float[?]) --> Out",
                "com.acme:Op(?) --> Out",
                "com.acme:Op(In1:n1, In2:n2, _, In3:seq(n1x3)) --> Out:n3x3",
                "Concat(In1:n1x3, In2:n2x3) (axis=0) --> Value1:(n1+n2)x3\nAdd(Value1, Value1) --> Out:n3x3",
                "opset 12, acme 3\nSqueeze(1x3) (axes=[0]) --> Value1:3\nacme:Scaler(Value1) (offset=[0.0]) --> Out",
                "In1:4 --> Out1\nIn2:int64[] --> Out2\nIn1 --> Out3\n=1.0 --> Out4",
                "Split(6) --> _, Value1:3\nRelu(Value1) --> Out",
                "If(In1:bool[]) (else_branch={return In2:4},then_branch={Relu(In3:4) --> Value1:4; return Value1}) --> Out",
                "function acme:Twice:f (a,b=2.0) {Arg1 | Add(Arg1, Arg1) --> Value1;"
                        + " acme:Inner(Value1) (v=@a:float) --> Value2;"
                        + " return Value2}\nacme:Twice:f(4) (a=1.0) --> Out"
            })
    void textsOfEveryFormReadBack(String text) {
        assertThat(FULL.encode(Decoder.decode(text)).text()).isEqualTo(text);
    }

    @Test
    void readsTextsWithoutTypesOfResults() {
        OnnxGraph graph = Decoder.decode("Relu(2x3) --> Value1\nConcat(Value1, Value1) --> Out\n");

        assertThat(graph.outputs()).containsExactly(Value.tensor("Out", ElementType.FLOAT, 2, 6));
    }

    @Test
    void functionsHoldTheirConstantsInNodes() {
        OnnxGraph graph = Decoder.decode("function acme:F {Arg1 | Add(Arg1, =1.0) --> Value1; return Value1}\n"
                + "acme:F(float[]) --> Out:float[]");

        assertThat(graph.model().functions()).hasSize(1);
        List<Node> nodes = graph.model().functions().get(0).nodes();
        assertThat(nodes).extracting(Node::op).containsExactly(OpId.of("Constant"), OpId.of("Add"));
        Tensor one = ((Attribute.OfTensor) nodes.get(0).attributes().get(0)).value();
        assertThat(one.shape()).isEqualTo(Shape.SCALAR);
        assertThat(graph.model().irVersion()).isGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | line 1, column 1: found the end of the text, wanted a type",
                "Relu(3) --> | line 1, column 8: found ' -->', wanted '\\n'",
                "Relu(3 --> Out | line 1, column 7: found ' --> Out', wanted ')'",
                "Relu(Value1) --> Out | line 1, column 6: Value1 is read, but nothing before writes it",
                "Relu(prev) --> Out | line 1, column 6: prev stands where no node is before, wanted the name of a value",
                "Relu(3) --> Relu(3) --> Out | line 1, column 13: this node reads no prev, wanted a line of its own for it",
                "Relu(3) --> Out2 | line 1, column 13: Out1 is missing before it",
                "Relu(3) (a=1,a=2) --> Out | line 1, column 1: attribute a stands twice, wanted it once",
                "Relu(=[[1],[2,3]]) --> Out | line 1, column 12: this row has another shape than the ones before it",
                "Relu(=[1,2.0]) --> Out | line 1, column 10: this is no element of type int64",
                "Relu(int8=300) --> Out | line 1, column 10: 300 does not fit INT8, wanted elements of type int8",
                "Relu(99999999999999999999) --> Out | line 1, column 6: integer 99999999999999999999 does not fit 64 bits",
                "Relu(In99999999999999999999:float[1]) --> Out | line 1, column 6: integer 99999999999999999999 does not fit 64 bits",
                "Relu(3) (a=\"x) --> Out | line 1, column 12: this string does not end, wanted a double quote behind it",
                "opset 17, 18 | line 1, column 11: operator set '' has two versions, wanted one"
            })
    void errorsNameThePlace(String text, String message) {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> Decoder.decode(text))
                .withMessage(message);
    }

    @Test
    void errorsOfLaterLinesCountLines() {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(
                        () -> Decoder.decode("Relu(3) --> Value1:3\nRelu(Value1) --> Value1:3\nRelu(Value1) --> Out"))
                .withMessage("line 2, column 18: Value1 is written twice, wanted one writer")
                .satisfies(e -> assertThat(e.line()).isEqualTo(2))
                .satisfies(e -> assertThat(e.column()).isEqualTo(18));
    }

    @Test
    void aStatedTypeHasToFollow() {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> Decoder.decode("Relu(2x3) --> Value1:2x4\nConcat(Value1, Value1) --> Out"))
                .withMessage("line 1, column 15: Value1 is said to be 2x4, but what comes before makes it 2x3");
    }

    @Test
    void aHashIsNoConstant() {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> Decoder.decode("Add(int64[300], int64[300]#0123456789abcdef) --> Out"))
                .withMessageStartingWith("line 1, column 17: of a constant of more than 256 elements");
    }

    @ParameterizedTest
    @ValueSource(strings = {"seq(", "=[", "(", "optional(", "com.acme:Op(3) (a={"})
    void deepNestingIsAnErrorAndNoOverflow(String part) {
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> Decoder.decode("Relu(" + part.repeat(50_000)));
        assertThatExceptionOfType(MalformedTextException.class)
                .isThrownBy(() -> Decoder.decode(part.replace("=[", "Relu(=[") + "[".repeat(50_000)));
    }

    @Test
    void whatAFileDeclaresInsideAChainDoesNotDecideWhetherTheTypeOfAnOutputShows() {
        // Nothing but its declaration says what the unknown operator gives, and a text does not tell inside a chain.
        OnnxGraph graph = OnnxGraph.build(17, g -> {
            g.input(Value.tensor("x", ElementType.FLOAT, 2, 3));
            g.node(new Node("", OpId.of("Relu"), List.of("x"), List.of("first"), List.of()));
            g.node(new Node("", OpId.of("Relu"), List.of("first"), List.of("before"), List.of()));
            g.node(new Node("", new OpId("com.acme", "Odd"), List.of("before"), List.of("inside"), List.of()));
            g.valueInfo(Value.tensor("inside", ElementType.FLOAT, 4, 5));
            g.node(new Node("", OpId.of("Relu"), List.of("inside"), List.of("y"), List.of()));
            g.output(Value.tensor("y", ElementType.FLOAT, 4, 5));
        });
        String text = FULL.encode(graph).text();

        assertThat(text)
                .isEqualTo("Relu(2x3) --> Value1:2x3\nRelu(Value1) --> com.acme:Odd(prev) --> Relu(prev) --> Out:4x5");
        assertThat(Decoder.decode(text).canonicalHash()).isEqualTo(graph.canonicalHash());
        assertThat(FULL.encode(Decoder.decode(text)).text()).isEqualTo(text);
    }

    @Test
    void anAttributeThatTextsLeaveOutSaysNothingOfTypes() {
        // A Transpose of something of unknown rank, whose permutation is the default of that rank.
        OnnxGraph graph = Simplifying.simplify(
                SimplifyMode.CANONICAL,
                OnnxGraph.of(RandomGraphs.Recipe.parse("-7243015087040145426:20")
                        .make()
                        .model()));
        String text = FULL.encode(graph).text();

        OnnxGraph decoded = Decoder.decode(text);

        assertThat(decoded.canonicalHash()).isEqualTo(graph.canonicalHash());
        assertThat(FULL.encode(decoded).text()).isEqualTo(text);
    }
}
