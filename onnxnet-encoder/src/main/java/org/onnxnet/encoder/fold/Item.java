package org.onnxnet.encoder.fold;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement, a call of a definition, or a run of either: what it is apart from numbers, and the numbers, which inside a
 * definition can be parameters.
 *
 * @param numbers those of the statement or the arguments of the call; of a run, how often it runs in the last place
 */
record Item(Shape shape, List<String> numbers) {
    /** Stands for a number in a skeleton. */
    private static final char HOLE = '\0';

    /**
     * What items that can stand for each other have in common.
     *
     * @param skeleton a statement with its numbers taken out; empty for a call
     * @param callee the definition that is called; -1 for a statement
     * @param arity how many numbers there are apart from that of a run
     * @param cost tokens apart from those of the numbers
     */
    record Shape(String skeleton, int callee, int arity, boolean isRun, int cost) {
        static Shape ofStatement(String skeleton, int arity) {
            return new Shape(skeleton, -1, arity, false, TokenEstimate.of(skeleton) - arity);
        }

        /** A name, parentheses, and commas. */
        static Shape ofCall(int callee, int arity) {
            return new Shape("", callee, arity, false, arity == 0 ? 1 : arity + 2);
        }

        Shape run() {
            return new Shape(skeleton, callee, arity, true, cost + 1);
        }

        boolean isCall() {
            return callee >= 0;
        }
    }

    Item {
        numbers = List.copyOf(numbers);
    }

    static Item of(String statement) {
        StringBuilder skeleton = new StringBuilder();
        List<String> numbers = new ArrayList<>();
        NumberScanner scanner = new NumberScanner(statement);
        int from = 0;
        while (scanner.next()) {
            skeleton.append(statement, from, scanner.start()).append(HOLE);
            numbers.add(statement.substring(scanner.start(), scanner.end()));
            from = scanner.end();
        }
        skeleton.append(statement, from, statement.length());
        return new Item(Shape.ofStatement(skeleton.toString(), numbers.size()), numbers);
    }

    static Item call(int definition, List<String> arguments) {
        return new Item(Shape.ofCall(definition, arguments.size()), arguments);
    }

    /** This item several times in a row. */
    Item times(int times) {
        List<String> all = new ArrayList<>(numbers);
        all.add(Integer.toString(times));
        return new Item(shape.run(), all);
    }

    /** This item with the arguments of a call in the place of parameters. */
    Item bind(List<String> arguments) {
        return new Item(
                shape, numbers.stream().map(number -> bound(number, arguments)).toList());
    }

    private static String bound(String number, List<String> arguments) {
        return number.startsWith("$") ? arguments.get(Integer.parseInt(number.substring(1)) - 1) : number;
    }

    /** The arguments of a call. */
    List<String> arguments() {
        return numbers.subList(0, shape.arity);
    }

    /** How often it stands in a row. */
    int times() {
        return shape.isRun ? Integer.parseInt(numbers.get(shape.arity)) : 1;
    }

    boolean isLike(Item other) {
        return shape.equals(other.shape) && numbers.equals(other.numbers);
    }

    int cost() {
        int cost = shape.cost();
        for (String number : numbers) {
            cost += TokenEstimate.of(number);
        }
        return cost;
    }

    /** @param names of definitions */
    String text(List<String> names) {
        StringBuilder text = new StringBuilder();
        if (shape.isCall()) {
            text.append(names.get(shape.callee));
            if (shape.arity > 0) {
                text.append('(').append(String.join(",", arguments())).append(')');
            }
        } else {
            int next = 0;
            for (int i = 0; i < shape.skeleton.length(); i++) {
                char c = shape.skeleton.charAt(i);
                if (c == HOLE) {
                    text.append(numbers.get(next++));
                } else {
                    text.append(c);
                }
            }
        }
        return shape.isRun ? text.append('*').append(numbers.get(shape.arity)).toString() : text.toString();
    }
}
