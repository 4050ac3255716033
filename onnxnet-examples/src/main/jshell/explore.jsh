// Explore a network by hand. From the root of a checkout, after a build:
//
//   jshell --class-path onnxnet-cli/target/onnxnet.jar onnxnet-examples/src/main/jshell/explore.jsh
//
import java.nio.file.Path
import java.util.List
import org.onnxnet.OnnxGraph
import org.onnxnet.encoder.Encoder
import org.onnxnet.predictor.Predictor
import org.onnxnet.simplify.SimplifyMode
import static org.onnxnet.encoder.Component.*

var samples = Path.of(System.getProperty("samples", "samples"))
var exported = OnnxGraph.load(samples.resolve("nb201-0.onnx"))
var simple = exported.simplify(SimplifyMode.CANONICAL)
System.out.println(exported)
System.out.println(simple)
System.out.println(Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE).encode(simple).text().lines().findFirst().get())

var other = OnnxGraph.load(samples.resolve("nb201-6111.onnx"))
System.out.println(Predictor.bundled().rank(List.of(exported, other)))
/exit
