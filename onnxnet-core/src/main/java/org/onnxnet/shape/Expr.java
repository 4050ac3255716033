package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;

/**
 * An integer polynomial over dimension names in normal form: equal polynomials are equal objects and print alike. What is
 * no polynomial, such as a division that leaves a remainder, is an atom of its own ({@code floordiv(n,2)}). Names stand
 * for numbers that are not negative. Immutable.
 *
 * <p>Operations return null where the result would not fit a {@code long} or would have too many terms to be of use.
 */
final class Expr {
    static final Expr ZERO = new Expr(new TreeMap<>(Expr::compareMonomials));

    private static final int MAX_TERMS = 16;
    private static final int MAX_DEGREE = 8;
    private static final int MAX_ATOM_LENGTH = 160;

    /** Coefficient by monomial; a monomial is its atoms in order, repeated for powers. No coefficient is 0. */
    private final NavigableMap<List<String>, Long> terms;

    private Expr(NavigableMap<List<String>, Long> terms) {
        this.terms = terms;
    }

    static Expr of(long value) {
        return value == 0 ? ZERO : term(List.of(), value);
    }

    static Expr atom(String name) {
        return term(List.of(name), 1);
    }

    /** A call such as {@code max(a,b)} as an atom; null if it is too long to be of use. */
    static @Nullable Expr call(String function, Expr a, Expr b) {
        String text = function + "(" + a + "," + b + ")";
        return text.length() > MAX_ATOM_LENGTH ? null : atom(text);
    }

    /** The polynomial that a dimension stands for; null if nothing is known of it. */
    static @Nullable Expr of(Dim dim) {
        if (dim instanceof Dim.Known known) {
            return of(known.value());
        }
        return dim instanceof Dim.Symbolic symbolic ? ExprParser.parse(symbolic.expression()) : null;
    }

    private static Expr term(List<String> monomial, long coefficient) {
        TreeMap<List<String>, Long> terms = new TreeMap<>(Expr::compareMonomials);
        terms.put(monomial, coefficient);
        return new Expr(terms);
    }

    boolean isConstant() {
        return terms.isEmpty() || (terms.size() == 1 && terms.firstKey().isEmpty());
    }

    /** The value of a constant; null if this is none. */
    @Nullable
    Long constant() {
        return terms.isEmpty()
                ? Long.valueOf(0)
                : isConstant() ? terms.firstEntry().getValue() : null;
    }

    boolean is(long value) {
        Long constant = constant();
        return constant != null && constant == value;
    }

    /** Whether this is at least 0 (or {@code strictly} more) whatever the names stand for; false where that is not clear. */
    boolean isNonNegative(boolean strictly) {
        boolean noMinus = terms.values().stream().allMatch(c -> c > 0)
                && terms.keySet().stream().allMatch(m -> m.stream().noneMatch(Expr::mayBeNegative));
        return noMinus && (!strictly || terms.containsKey(List.<String>of()));
    }

    private static boolean mayBeNegative(String atom) {
        return atom.indexOf('(') > 0 && atom.indexOf('-') > 0 && !atom.startsWith("max(0,");
    }

    Dim toDim() {
        Long constant = constant();
        return constant != null ? Dim.of(constant) : Dim.of(toString());
    }

    @Nullable
    Expr plus(Expr other) {
        NavigableMap<List<String>, Long> sum = new TreeMap<>(terms);
        for (Map.Entry<List<String>, Long> term : other.terms.entrySet()) {
            if (!add(sum, term.getKey(), term.getValue())) {
                return null;
            }
        }
        return checked(sum);
    }

    @Nullable
    Expr minus(Expr other) {
        Expr negative = other.times(of(-1));
        return negative == null ? null : plus(negative);
    }

    @Nullable
    Expr times(Expr other) {
        TreeMap<List<String>, Long> product = new TreeMap<>(Expr::compareMonomials);
        for (Map.Entry<List<String>, Long> a : terms.entrySet()) {
            for (Map.Entry<List<String>, Long> b : other.terms.entrySet()) {
                List<String> monomial = new ArrayList<>(a.getKey());
                monomial.addAll(b.getKey());
                Collections.sort(monomial);
                long high = Math.multiplyHigh(a.getValue(), b.getValue());
                long low = a.getValue() * b.getValue();
                boolean overflow = high != (low < 0 ? -1 : 0) || low == Long.MIN_VALUE;
                if (overflow || monomial.size() > MAX_DEGREE || !add(product, List.copyOf(monomial), low)) {
                    return null;
                }
            }
        }
        return checked(product);
    }

    /** The quotient if the division leaves no remainder for whatever the names stand for, else null. */
    @Nullable
    Expr dividedExactlyBy(Expr divisor) {
        if (divisor.terms.size() != 1) {
            return !divisor.terms.isEmpty() && equals(divisor) ? of(1) : null;
        }
        Map.Entry<List<String>, Long> by = divisor.terms.firstEntry();
        TreeMap<List<String>, Long> quotient = new TreeMap<>(Expr::compareMonomials);
        for (Map.Entry<List<String>, Long> term : terms.entrySet()) {
            List<String> rest = new ArrayList<>(term.getKey());
            boolean divides = term.getValue() % by.getValue() == 0;
            for (String atom : by.getKey()) {
                divides &= rest.remove(atom);
            }
            if (!divides) {
                return null;
            }
            quotient.put(List.copyOf(rest), term.getValue() / by.getValue());
        }
        return new Expr(quotient);
    }

    /** Division that rounds down; null for a divisor that may not be positive. */
    @Nullable
    Expr floorDiv(Expr divisor) {
        Long by = divisor.constant();
        if (by == null) {
            Expr exact = dividedExactlyBy(divisor);
            return exact != null ? exact : call("floordiv", this, divisor);
        }
        if (by <= 0) {
            return null;
        }
        TreeMap<List<String>, Long> whole = new TreeMap<>(Expr::compareMonomials);
        TreeMap<List<String>, Long> rest = new TreeMap<>(Expr::compareMonomials);
        terms.forEach((monomial, coefficient) -> {
            add(whole, monomial, Math.floorDiv(coefficient, by));
            add(rest, monomial, Math.floorMod(coefficient, by));
        });
        Expr remainder = new Expr(rest);
        if (remainder.isConstant()) {
            return new Expr(whole);
        }
        Expr call = call("floordiv", remainder, divisor);
        return call == null ? null : new Expr(whole).plus(call);
    }

    private static boolean add(Map<List<String>, Long> sum, List<String> monomial, long coefficient) {
        long old = sum.getOrDefault(monomial, 0L);
        long changed = old + coefficient;
        // The smallest number has no magnitude that could be read back.
        if (((old ^ changed) & (coefficient ^ changed)) < 0 || changed == Long.MIN_VALUE) {
            return false;
        }
        if (changed == 0) {
            sum.remove(monomial);
        } else {
            sum.put(monomial, changed);
        }
        return true;
    }

    private static @Nullable Expr checked(NavigableMap<List<String>, Long> terms) {
        return terms.size() > MAX_TERMS ? null : new Expr(terms);
    }

    // Higher powers first, the constant last, so that "2*n+1" prints as people write it.
    private static int compareMonomials(List<String> a, List<String> b) {
        if (a.size() != b.size()) {
            return b.size() - a.size();
        }
        Comparator<String> order = Comparator.naturalOrder();
        for (int i = 0; i < a.size(); i++) {
            int c = order.compare(a.get(i), b.get(i));
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expr that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** {@code 2*n+1}; an atom that is no plain name stands in parentheses unless it is alone. */
    @Override
    public String toString() {
        if (terms.isEmpty()) {
            return "0";
        }
        boolean alone = terms.size() == 1
                && terms.firstKey().size() == 1
                && terms.firstEntry().getValue() == 1;
        if (alone) {
            return terms.firstKey().get(0);
        }
        StringBuilder text = new StringBuilder();
        terms.forEach((monomial, coefficient) -> append(text, monomial, coefficient));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> monomial, long coefficient) {
        if (coefficient < 0) {
            text.append('-');
        } else if (!text.isEmpty()) {
            text.append('+');
        }
        String size = Long.toString(coefficient).replace("-", "");
        List<String> factors = new ArrayList<>();
        if (monomial.isEmpty() || !size.equals("1")) {
            factors.add(size);
        }
        monomial.forEach(atom -> factors.add(ExprParser.isPlain(atom) ? atom : "(" + atom + ")"));
        text.append(String.join("*", factors));
    }
}
