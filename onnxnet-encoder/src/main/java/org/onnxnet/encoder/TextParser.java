package org.onnxnet.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onnxnet.encoder.Syntax.Body;
import org.onnxnet.encoder.Syntax.Chain;
import org.onnxnet.encoder.Syntax.Line;
import org.onnxnet.encoder.Syntax.Network;
import org.onnxnet.encoder.Syntax.Operand;
import org.onnxnet.encoder.Syntax.Passed;
import org.onnxnet.encoder.Syntax.Property;
import org.onnxnet.encoder.Syntax.Step;
import org.onnxnet.encoder.Syntax.Target;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/** Reads a text by the grammar of {@code docs/encoding.md}, from the top down. For single use. */
final class TextParser {
    private static final Pattern VALUE = Pattern.compile("(?:Value|Arg)[0-9]+|Out[0-9]*");
    private static final Pattern GIVEN = Pattern.compile("(?:In|Param)[0-9]+");
    private static final Pattern ARGUMENT = Pattern.compile("Arg[0-9]+");
    private static final Pattern OUTPUT = Pattern.compile("_|Value[0-9]+|Out[0-9]*");

    private final TextCursor cursor;
    private final TypeParser types;
    private final TensorParser tensors;
    private final AttributeParser attributes;

    TextParser(TextCursor cursor) {
        this.cursor = cursor;
        this.types = new TypeParser(cursor);
        this.tensors = new TensorParser(cursor, types);
        this.attributes = new AttributeParser(cursor, types, tensors);
    }

    Network network() {
        Map<String, Long> opsets = headerIfAny();
        List<Syntax.Function> functions = functions();
        List<Line> lines = new ArrayList<>();
        do {
            lines.add(line());
            endLine();
        } while (!cursor.isAtEnd());
        return new Network(opsets, functions, lines);
    }

    /** The versions in the header line; empty if there is none. A summary may stand before it. */
    Map<String, Long> headerIfAny() {
        Summary.skip(cursor, this);
        if (!cursor.isAt("opset ")) {
            return Map.of();
        }
        Map<String, Long> opsets = header();
        endLine();
        return opsets;
    }

    List<Syntax.Function> functions() {
        List<Syntax.Function> functions = new ArrayList<>();
        while (cursor.isAt("function ")) {
            functions.add(function());
            endLine();
        }
        return functions;
    }

    private void endLine() {
        if (!cursor.isAtEnd()) {
            cursor.expect("\n");
        }
    }

    private Map<String, Long> header() {
        cursor.expect("opset ");
        Map<String, Long> opsets = new TreeMap<>();
        do {
            int start = cursor.place();
            String domain = "";
            if (!Character.isDigit(cursor.next())) {
                domain = OpId.normalDomain(cursor.name());
                cursor.expect(" ");
            }
            if (opsets.put(domain, cursor.integer()) != null) {
                throw cursor.malformed(start, "operator set '" + domain + "' has two versions, wanted one");
            }
        } while (cursor.accept(", "));
        return opsets;
    }

    private Syntax.Function function() {
        int start = cursor.place();
        cursor.expect("function ");
        Operator operator = operator();
        cursor.expect(" ");
        List<String> parameters = new ArrayList<>();
        List<Attribute> defaults = new ArrayList<>();
        if (cursor.accept("(")) {
            do {
                String name = cursor.name();
                if (cursor.accept("=")) {
                    defaults.add(attributes.value(name));
                } else {
                    parameters.add(name);
                }
            } while (cursor.accept(","));
            cursor.expect(") ");
        }
        Map<String, Long> opsets = Map.of();
        if (cursor.isAt("opset ")) {
            opsets = header();
            cursor.expect(" ");
        }
        return new Syntax.Function(start, operator.id, operator.overload, parameters, defaults, opsets, body());
    }

    private Line line() {
        return isOperator() ? chain() : passed();
    }

    private Passed passed() {
        int start = cursor.place();
        Operand operand = operand();
        cursor.expect(" --> ");
        return new Passed(start, operand, output());
    }

    private Chain chain() {
        List<Step> steps = new ArrayList<>();
        List<Target> outputs = new ArrayList<>();
        steps.add(step());
        while (outputs.isEmpty() && cursor.accept(" --> ")) {
            if (isOperator()) {
                steps.add(step());
            } else {
                do {
                    outputs.add(output());
                } while (cursor.accept(", "));
            }
        }
        return new Chain(steps, outputs);
    }

    private Target output() {
        int start = cursor.place();
        String name = cursor.take(OUTPUT);
        if (name == null) {
            throw cursor.wanted("an output such as Value1 or Out");
        }
        return name.equals("_") ? new Target(start, "", false, null) : target(start, name);
    }

    /** What follows the name of a value. */
    Target target(int start, String name) {
        return cursor.accept(":") ? new Target(start, name, true, types.type()) : new Target(start, name, false, null);
    }

    record Operator(OpId id, String overload) {}

    Operator operator() {
        String first = cursor.isAt(":") ? "" : cursor.name();
        if (!cursor.accept(":")) {
            return new Operator(OpId.of(first), "");
        }
        String type = cursor.name();
        return new Operator(new OpId(first, type), cursor.accept(":") ? cursor.name() : "");
    }

    /** Whether an operator and an opening parenthesis stand here; nothing is read. */
    private boolean isOperator() {
        return cursor.canRead(() -> {
            boolean hasName = cursor.nameIfAny() != null;
            for (int part = 0; part < 2 && cursor.accept(":"); part++) {
                hasName = cursor.nameIfAny() != null;
            }
            return hasName && cursor.isAt("(");
        });
    }

    private Step step() {
        int start = cursor.place();
        Operator operator = operator();
        cursor.expect("(");
        List<Operand> operands = new ArrayList<>();
        if (!cursor.accept(")")) {
            do {
                operands.add(operand());
            } while (cursor.accept(", "));
            cursor.expect(")");
        }
        List<Property> properties = new ArrayList<>();
        if (cursor.accept(" (")) {
            do {
                properties.add(property());
            } while (cursor.accept(","));
            cursor.expect(")");
        }
        return new Step(start, operator.id, operator.overload, operands, properties);
    }

    private Property property() {
        String name = cursor.name();
        cursor.expect("=");
        return property(name);
    }

    /** What follows {@code name=}. */
    Property property(String name) {
        if (cursor.isAt("{")) {
            return new Syntax.Bodies(name, false, List.of(body()));
        }
        if (cursor.isAt("[{")) {
            cursor.expect("[");
            List<Body> bodies = new ArrayList<>();
            do {
                bodies.add(body());
            } while (cursor.accept(","));
            cursor.expect("]");
            return new Syntax.Bodies(name, true, bodies);
        }
        return new Syntax.Plain(attributes.value(name));
    }

    private Body body() {
        return cursor.nested(() -> {
            cursor.expect("{");
            List<Target> arguments = new ArrayList<>();
            if (cursor.peek(ARGUMENT) != null) {
                do {
                    arguments.add(argument());
                } while (cursor.accept(", "));
                cursor.expect(" | ");
            }
            List<Chain> chains = new ArrayList<>();
            while (!cursor.isAt("return")) {
                chains.add(chain());
                cursor.expect("; ");
            }
            cursor.expect("return");
            List<Operand> results = new ArrayList<>();
            if (cursor.accept(" ")) {
                do {
                    results.add(operand());
                } while (cursor.accept(", "));
            }
            cursor.expect("}");
            return new Body(arguments, chains, results);
        });
    }

    private Target argument() {
        int start = cursor.place();
        String name = cursor.take(ARGUMENT);
        if (name == null) {
            throw cursor.wanted("an argument such as Arg1");
        }
        return target(start, name);
    }

    Operand operand() {
        int start = cursor.place();
        String value = cursor.take(VALUE);
        if (value != null) {
            return new Syntax.Named(start, value);
        }
        String given = cursor.take(GIVEN);
        if (given != null) {
            return cursor.accept(":") ? new Syntax.Given(start, given, types.type()) : new Syntax.Named(start, given);
        }
        if (cursor.accept("prev")) {
            return new Syntax.Previous(start);
        }
        return cursor.accept("_") ? new Syntax.Omitted(start) : typedOperand(start);
    }

    /** A constant, or something given that has its type only. */
    private Operand typedOperand(int start) {
        if (cursor.isAt("=")) {
            return new Syntax.Constant(start, tensors.elements(null));
        }
        ElementType element = types.elementIfAny();
        if (element == null) {
            return new Syntax.Given(start, "", types.type());
        }
        if (cursor.isAt("=")) {
            return new Syntax.Constant(start, tensors.elements(element));
        }
        Shape shape = types.bracketed();
        Tensor constant = tensors.emptyOrLarge(element, shape, start);
        return constant == null
                ? new Syntax.Given(start, "", (@Nullable ValueType) ValueType.tensor(element, shape))
                : new Syntax.Constant(start, constant);
    }
}
