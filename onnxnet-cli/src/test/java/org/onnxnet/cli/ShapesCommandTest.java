package org.onnxnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

class ShapesCommandTest {
    // TensorProto: dims 2, data_type INT64, int64_data 3 and 4
    private static final byte[] THREE_BY_FOUR = {0x08, 0x02, 0x10, 0x07, 0x3A, 0x02, 0x03, 0x04};

    @TempDir
    private Path folder;

    private Path model = Path.of("");

    @BeforeEach
    void writeAModelWhoseShapeIsAnInput() throws IOException {
        model = folder.resolve("reshape.onnx");
        OnnxGraph.build(17, g -> {
                    String shape = g.input("shape", ElementType.INT64, 2);
                    String x = g.input("x", ElementType.FLOAT, 12);
                    String y = g.op("Reshape", List.of(x, shape));
                    g.output(new Value(y, ValueType.tensor(ElementType.FLOAT, (Shape) null)));
                })
                .save(model);
        Files.createDirectory(folder.resolve("data"));
        Files.write(folder.resolve("data").resolve("input_0.pb"), THREE_BY_FOUR);
    }

    @Test
    void infersWhatFollowsFromTheTypesOfTheInputs() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(Cli.run("shapes", model, "--json").out());

        assertThat(json.at("/x/shape").toString()).isEqualTo("[12]");
        assertThat(json.at("/Reshape_1_output_0/shape")).hasSize(2).allMatch(JsonNode::isNull);
    }

    @Test
    void takesTestInputsAsKnownValues() throws IOException {
        Cli cli = Cli.run("shapes", model, "--inputs", folder.resolve("data"), "--json");

        assertThat(new ObjectMapper()
                        .readTree(cli.out())
                        .at("/Reshape_1_output_0/shape")
                        .toString())
                .isEqualTo("[3,4]");
        assertThat(Cli.run("shapes", model, "--inputs", folder.resolve("data")).out())
                .contains("Reshape_1_output_0: FLOAT[3x4]");
        assertThat(Cli.run("shapes", model, "--inputs", folder.resolve("none")).err())
                .contains("no such directory, wanted one with input_N.pb files");
    }

    @Test
    void printsSequencesAsTheTextsDo() throws IOException {
        OnnxGraph.build(17, g -> {
                    String x = g.input("x", ElementType.FLOAT, 12);
                    String y = g.op("SequenceConstruct", List.of(x));
                    g.output(new Value(y, new ValueType.OfSequence(ValueType.tensor(ElementType.FLOAT, 12))));
                })
                .save(model);

        assertThat(Cli.run("shapes", model).out()).contains(": seq(FLOAT[12])");
        assertThat(Cli.run("inspect", model, "--json").out()).contains("\"seq(FLOAT[12])\"");
    }

    @Test
    void aBatchPrintsALineForEachFileAndNeverStops() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list"), "missing.onnx\n" + model + "\t" + folder.resolve("data") + "\n" + model + "\n");

        Cli cli = Cli.run("shapes", "--batch", list);

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("1 of 3 lines failed").hasLineCount(1);
        List<String> lines = cli.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(new ObjectMapper().readTree(lines.get(0)).get("error").asText())
                .startsWith("missing.onnx: no such");
        assertThat(new ObjectMapper()
                        .readTree(lines.get(1))
                        .at("/values/Reshape_1_output_0/shape")
                        .toString())
                .isEqualTo("[3,4]");
        assertThat(new ObjectMapper().readTree(lines.get(2)).get("status").asText())
                .isEqualTo("ok");
    }
}
