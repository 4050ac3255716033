package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onnxnet.encoder.Syntax.Operand;
import org.onnxnet.encoder.Syntax.Property;
import org.onnxnet.encoder.Syntax.Target;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.ValueType;

/** Reads the statements of an unfolded text one after the other and gives the values that they write names. */
final class StatementParser {
    /** More values than networks have; a few characters can ask for any number. */
    private static final int MAX_VALUES = 1_000_000;

    /** Not the start of a shape, a float or a name. */
    private static final Pattern DISTANCE = Pattern.compile("[0-9]+(?![0-9A-Za-z.])");

    /** A float tensor of one dimension, which has an x to be told from a distance. */
    private static final Pattern VECTOR = Pattern.compile("-?[0-9]+x(?![0-9n(?-])");

    private static final Pattern MASK = Pattern.compile("[01]+");

    private static final Set<String> SAID_OF_LAYERS = Set.of("out", "bias", "outs", "mask");
    private static final Set<String> SHORT_NAMES = Set.of("k", "s", "p", "d", "g");

    private final TextCursor cursor;
    private final TextParser shared;
    private final List<String> values = new ArrayList<>();
    private final Set<String> read = new HashSet<>();
    private int named;

    /** @param shared reads what both dialects write alike */
    StatementParser(TextCursor cursor, TextParser shared) {
        this.cursor = cursor;
        this.shared = shared;
    }

    /** How the name of an attribute is written in full: in quotes where it would be taken for something else. */
    static String attributeName(OpId op, String name) {
        boolean isTaken = SAID_OF_LAYERS.contains(name)
                || TypeParser.isElement(name)
                || (SpatialShorthand.isOf(op) && SHORT_NAMES.contains(name));
        return isTaken ? Literals.quoted(name) : Literals.name(name);
    }

    /** What stands between the parentheses of a statement, while it is read. */
    private static final class Parts {
        final List<Operand> operands = new ArrayList<>();
        final List<Property> attributes = new ArrayList<>();
        boolean isMarked;

        @Nullable
        Long out;

        boolean hasBias = true;
        boolean isDepthwise;
        boolean isSpelled;

        @Nullable
        List<Boolean> outputs;
    }

    Statement statement() {
        int start = cursor.place();
        TextParser.Operator operator = shared.operator();
        Parts parts = new Parts();
        if (cursor.accept("(")) {
            do {
                part(operator.id(), parts);
            } while (cursor.accept(","));
            cursor.expect(")");
        }
        note(parts.attributes);
        if (parts.operands.isEmpty() && !parts.isMarked) {
            parts.operands.add(value(start, 1));
        }
        return new Statement(
                start,
                operator.id(),
                operator.overload(),
                parts.operands,
                parts.isMarked || parts.operands.size() > 1,
                parts.out,
                parts.hasBias,
                parts.isDepthwise,
                parts.isSpelled,
                parts.attributes,
                outputs(start, parts.outputs));
    }

    private void part(OpId op, Parts parts) {
        if (isProperty()) {
            property(op, parts);
            return;
        }
        int start = cursor.place();
        if (!parts.attributes.isEmpty() || parts.out != null || parts.isMarked) {
            throw cursor.malformed(
                    start, "an operand stands behind what has a name or behind a mark, wanted it before");
        }
        if (cursor.isAt("_)") || (cursor.isAt("_,") && isLastOperand())) {
            cursor.expect("_");
            parts.isMarked = true;
        } else {
            parts.operands.add(operand());
        }
    }

    private boolean isProperty() {
        return cursor.canRead(() -> {
            boolean isQuoted = cursor.isAt("\"");
            String name = cursor.nameIfAny();
            // An element type before an equals sign starts a constant.
            return name != null && cursor.isAt("=") && (isQuoted || !TypeParser.isElement(name));
        });
    }

    /** Whether an underscore is followed by something with a name. */
    private boolean isLastOperand() {
        return cursor.canRead(() -> cursor.accept("_,") && isProperty());
    }

    private void property(OpId op, Parts parts) {
        int start = cursor.place();
        boolean isQuoted = cursor.isAt("\"");
        String name = cursor.name();
        cursor.expect("=");
        if (isQuoted) {
            parts.attributes.add(shared.property(name));
        } else if (name.equals("out")) {
            parts.out = cursor.integer();
        } else if (name.equals("bias")) {
            cursor.expect("0");
            parts.hasBias = false;
        } else if (name.equals("outs")) {
            parts.outputs = written(start);
        } else if (name.equals("mask")) {
            parts.outputs = mask();
        } else if (SpatialShorthand.isOf(op) && name.equals("k") && cursor.accept("_")) {
            parts.isSpelled = true;
        } else if (SpatialShorthand.isConvolution(op) && name.equals("g") && cursor.accept("_")) {
            parts.isDepthwise = true;
        } else {
            parts.attributes.add(shared.property(SpatialShorthand.fullName(op, name)));
        }
    }

    /** For each output, whether it is written, where some are not. */
    private List<Boolean> mask() {
        String digits = cursor.take(MASK);
        if (digits == null) {
            throw cursor.wanted("a 1 for each output that is written and a 0 for one that is left out");
        }
        return digits.chars().mapToObj(digit -> digit == '1').toList();
    }

    private List<Boolean> written(int start) {
        long count = cursor.integer();
        if (count < 0 || count > MAX_VALUES - values.size()) {
            throw cursor.malformed(start, "found " + count + " outputs, wanted 0 to " + (MAX_VALUES - values.size()));
        }
        return java.util.Collections.nCopies((int) count, true);
    }

    Operand operand() {
        int start = cursor.place();
        String distance = cursor.take(DISTANCE);
        if (distance != null) {
            return value(start, cursor.toLong(distance, start));
        }
        String vector = cursor.take(VECTOR);
        if (vector != null) {
            long size = cursor.toLong(vector.substring(0, vector.length() - 1), start);
            return new Syntax.Given(start, "", ValueType.tensor(ElementType.FLOAT, Shape.of(size)));
        }
        Operand operand = shared.operand();
        boolean isGiven = operand instanceof Syntax.Named named && named.name().matches("(?:In|Param)[0-9]+");
        if (operand instanceof Syntax.Previous || (operand instanceof Syntax.Named && !isGiven)) {
            throw cursor.malformed(start, "values have no names here, wanted how many values ago this one was written");
        }
        return operand;
    }

    /** The values that nothing reads. */
    List<String> unread() {
        return values.stream().filter(value -> !read.contains(value)).toList();
    }

    private Operand value(int place, long distance) {
        if (distance < 1 || distance > values.size()) {
            throw cursor.malformed(
                    place, "reads the value written " + distance + " ago, but there are " + values.size() + " before");
        }
        String name = values.get(values.size() - (int) distance);
        read.add(name);
        return new Syntax.Named(place, name);
    }

    /** The names of what a node writes; they go on behind those of the values in its bodies. */
    private List<Target> outputs(int place, @Nullable List<Boolean> written) {
        List<Target> outputs = new ArrayList<>();
        for (boolean isWritten : written == null ? List.of(true) : written) {
            String name = isWritten ? "Value" + (values.size() + 1 + named) : "";
            if (isWritten) {
                values.add(name);
            }
            outputs.add(new Target(place, name, false, null));
        }
        return outputs;
    }

    /** Takes note of the values that bodies write, which have names of their own, and of those that they read. */
    private void note(List<Property> attributes) {
        for (Property property : attributes) {
            if (property instanceof Syntax.Bodies bodies) {
                bodies.bodies().forEach(this::note);
            }
        }
    }

    /** The same for the body of a function. */
    void note(Syntax.Body body) {
        for (Syntax.Chain chain : body.chains()) {
            for (Syntax.Step step : chain.steps()) {
                noteReads(step.operands());
                note(step.attributes());
            }
            named += (int) chain.outputs().stream()
                    .filter(target -> !target.name().isEmpty())
                    .count();
        }
        noteReads(body.results());
    }

    private void noteReads(List<Operand> operands) {
        for (Operand operand : operands) {
            if (operand instanceof Syntax.Named value) {
                read.add(value.name());
            }
        }
    }
}
