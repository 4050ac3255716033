package org.onnxnet.bench.space.transnas;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/** The modules of a network, of two blocks each, the first of which does what the module says. */
public record MacroCode(List<Module> modules) {
    /** What a module does to its input; the published digits are 1 to 4. */
    public enum Module {
        KEEP(false, false),
        DOUBLE_CHANNELS(true, false),
        HALVE_RESOLUTION(false, true),
        DOUBLE_AND_HALVE(true, true);

        private static final List<Module> ALL = List.of(values());

        private final boolean doubles;
        private final boolean halves;

        Module(boolean doubles, boolean halves) {
            this.doubles = doubles;
            this.halves = halves;
        }

        static Module ofDigit(int digit) {
            return ALL.get(digit - 1);
        }

        int digit() {
            return ALL.indexOf(this) + 1;
        }

        boolean doubles() {
            return doubles;
        }

        boolean halves() {
            return halves;
        }
    }

    private static final Pattern FORM = Pattern.compile("64-([1-4]{4,6})-basic");

    public MacroCode {
        modules = List.copyOf(modules);
    }

    static MacroCode parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new BenchException("'" + text + "' is no network of the macro space of TransNAS-Bench-101, "
                    + "wanted 64-m-basic where m is 4 to 6 digits from 1 to 4");
        }
        return ofDigits(matcher.group(1));
    }

    static MacroCode ofDigits(String digits) {
        List<Module> modules = new ArrayList<>();
        digits.chars().forEach(digit -> modules.add(Module.ofDigit(digit - '0')));
        return new MacroCode(modules);
    }

    /** Whether the benchmark trained it: 4 to 6 modules, of which 1 to 3 double channels and 1 to 4 halve the resolution. */
    boolean isInBenchmark() {
        long doubling = modules.stream().filter(Module::doubles).count();
        long halving = modules.stream().filter(Module::halves).count();
        return modules.size() >= 4
                && modules.size() <= 6
                && doubling >= 1
                && doubling <= 3
                && halving >= 1
                && halving <= 4;
    }

    /** The published text. */
    @Override
    public String toString() {
        return modules.stream()
                .map(module -> Integer.toString(module.digit()))
                .collect(Collectors.joining("", "64-", "-basic"));
    }
}
