package org.onnxnet.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Property;
import org.onnxnet.schema.OperatorTable;

/**
 * Checks a model against the <a href="https://onnx.ai/onnx/repo-docs/IR.html">ONNX IR specification</a> and the definitions
 * of the standard operators. Stateless and safe to use from any thread; time grows linearly with the model.
 *
 * <p>What makes a model meaningless is an {@link Severity#ERROR}: a value that is read or returned but defined nowhere, a
 * value that is defined twice, nodes that read each other's results in a circle. Everything else that breaks a rule is a
 * {@link Severity#WARNING}, since runtimes are lenient and real files make use of it.
 */
public final class ModelChecker {
    private static final long FIRST_IR_WITH_OPSETS = 3;

    private ModelChecker() {}

    /** All problems, those of the whole model first, then those of the main graph, its subgraphs and the functions. */
    public static List<Problem> check(Model model) {
        Report report = new Report();
        Map<String, Function> functions = functions(model, report);
        checkHeader(model, report);
        Context context = new Context(model, model.opsets(), functions, null, report);
        new GraphCheck(context).check(model.graph());
        new FunctionCheck(model, functions, report).checkAll();
        return report.problems();
    }

    private static Map<String, Function> functions(Model model, Report report) {
        Map<String, Function> functions = new HashMap<>();
        for (Function function : model.functions()) {
            if (functions.putIfAbsent(Context.key(function.id(), function.overload()), function) != null) {
                report.warning(
                        "function " + function.id(), "is defined twice, the first one is used; remove or rename one");
            }
        }
        return functions;
    }

    private static void checkHeader(Model model, Report report) {
        long version = model.irVersion();
        if (version <= 0) {
            report.warning("model", "has no ir_version, wanted 1 to " + Model.NEWEST_IR_VERSION);
        } else if (version > Model.NEWEST_IR_VERSION) {
            report.warning(
                    "model",
                    "has ir_version " + version + ", the newest known here is " + Model.NEWEST_IR_VERSION
                            + "; parts that are new in it are not checked");
        }
        if (version >= FIRST_IR_WITH_OPSETS && model.opsets().isEmpty()) {
            report.warning("model", "imports no operator set, which ir_version " + version + " must; 1 is assumed");
        } else if (version > 0
                && version < FIRST_IR_WITH_OPSETS
                && !model.opsets().isEmpty()) {
            report.warning("model", "imports operator sets, which came with ir_version 3; it has " + version);
        }
        long newest = OperatorTable.standard().newestOpset();
        if (model.opset() > newest) {
            report.warning(
                    "model",
                    "imports operator set " + model.opset() + ", the newest known here is " + newest
                            + "; operators are taken as they are in that");
        }
        Set<String> keys = new HashSet<>();
        for (Property property : model.metadata()) {
            if (!keys.add(property.key())) {
                report.warning("model", "has the metadata key '" + property.key() + "' twice");
            }
        }
    }
}
