package org.onnxnet.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Function;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Node;
import org.onnxnet.graph.OpId;
import org.onnxnet.schema.OperatorSchema;
import org.onnxnet.schema.OperatorTable;

/**
 * What the nodes of a graph or function may refer to.
 *
 * @param opsets operator set versions by domain
 * @param functions the functions of the model by {@link #key}
 * @param function the function whose body this is, or null in a graph
 */
record Context(
        Model model,
        Map<String, Long> opsets,
        Map<String, Function> functions,
        @Nullable Function function,
        Report report) {

    /** What a node refers to a function by. */
    static String key(OpId op, String overload) {
        return op.domain() + "::" + op.type() + "::" + overload;
    }

    @Nullable
    Function callee(Node node) {
        return functions.get(key(node.op(), node.overload()));
    }

    /** The definition that a node uses, or null where there is none in this version. */
    @Nullable
    OperatorSchema schema(Node node) {
        return OperatorTable.standard().find(node.op(), opsetOf(node.op().domain()));
    }

    /** The version of an operator set; 1 where none is imported, as in the first files. */
    long opsetOf(String domain) {
        return opsets.getOrDefault(domain, 1L);
    }
}
