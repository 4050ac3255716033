package org.onnxnet.bench.network;

import java.util.ArrayList;
import java.util.List;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Shape;

/**
 * One operation of a traced network.
 *
 * @param id of the value it computes
 * @param type operator, or the name of a pseudo-operator: see {@link #IMAGE}, {@link #CONSTANT}, {@link #ZERO_PLUS},
 *     {@link #ACCUMULATED}
 * @param shape of the value
 */
record TraceNode(int id, String type, List<Attribute> attributes, List<Operand> operands, Shape shape) {
    /** Stands for the input of the network. */
    static final String IMAGE = "<image>";

    /** Stands for a tensor of zeros that is no parameter; it becomes an initializer. */
    static final String CONSTANT = "<constant>";

    /** Stands for {@code 0 + x}: the tracer tells it from {@code x} though nothing computes it. */
    static final String ZERO_PLUS = "<0 + x>";

    /** Stands for {@code x} added in place to fresh zeros: exported as an {@code Add}, of which the simplifier leaves nothing. */
    static final String ACCUMULATED = "<zeros += x>";

    /** Fuses what is equal: an operation without parameters, its attributes, and what it reads in order. */
    record Key(String type, List<Attribute> attributes, List<Operand> operands, Shape shape) {}

    boolean is(String wanted) {
        return type.equals(wanted);
    }

    boolean isOperator() {
        return type.charAt(0) != '<';
    }

    /** Whether the value is that of the operand, and only the tracer tells them apart. */
    boolean isInvisible() {
        return is(ZERO_PLUS) || is(ACCUMULATED);
    }

    boolean hasWeights() {
        return operands.stream().anyMatch(operand -> operand instanceof Operand.Weight);
    }

    Key key() {
        return new Key(type, attributes, operands, shape);
    }

    /** The same operation reading the values that {@code alias} puts in place of its operands. */
    TraceNode reading(int[] alias) {
        List<Operand> changed = new ArrayList<>(operands.size());
        boolean same = true;
        for (Operand operand : operands) {
            if (operand instanceof Operand.Of of && alias[of.id()] != of.id()) {
                changed.add(new Operand.Of(alias[of.id()]));
                same = false;
            } else {
                changed.add(operand);
            }
        }
        return same ? this : new TraceNode(id, type, attributes, List.copyOf(changed), shape);
    }
}
