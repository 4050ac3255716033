package org.onnxnet.encoder;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.encoder.Syntax.Operand;
import org.onnxnet.encoder.Syntax.Property;
import org.onnxnet.encoder.Syntax.Target;
import org.onnxnet.graph.OpId;

/**
 * A node of a text of the {@link Dialect#FOLDED} dialect, before types say what it leaves out.
 *
 * @param operands those that are written; the value before where none is
 * @param isWhole whether no weights follow, because there is a mark or more than one operand
 * @param out channels or features that a layer writes; null where it is not said
 * @param isDepthwise whether there is a group for each channel that is read
 * @param isSpelled whether kernel and padding are what is written, and nothing where they are not
 * @param attributes with their full names
 */
record Statement(
        int place,
        OpId op,
        String overload,
        List<Operand> operands,
        boolean isWhole,
        @Nullable Long out,
        boolean hasBias,
        boolean isDepthwise,
        boolean isSpelled,
        List<Property> attributes,
        List<Target> outputs) {}
