package org.onnxnet.bench.space.transnas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.NetworkBuilder;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.space.FiniteSpace;

/**
 * The 3,256 networks of TransNAS-Bench-101 that differ in their modules, of {@code layers} residual blocks each, after a stem of
 * {@code channels} that divides height and width by 4. Numbers go by length, then by digits. The default options are those of a
 * network for CIFAR-10; {@link Task#options} gives those of the benchmark.
 */
public final class TransNasMacro implements FiniteSpace<MacroCode> {
    private static final NetworkOptions DEFAULTS = NetworkOptions.of(64, 2, Task.LOGITS);
    private static final List<MacroCode> ALL = IntStream.rangeClosed(4, 6)
            .boxed()
            .flatMap(TransNasMacro::ofLength)
            .filter(MacroCode::isInBenchmark)
            .toList();
    private static final Map<MacroCode, Integer> NUMBERS = new HashMap<>();

    static {
        for (MacroCode code : ALL) {
            NUMBERS.put(code, NUMBERS.size());
        }
    }

    private static Stream<MacroCode> ofLength(int length) {
        int count = 1 << (2 * length);
        return IntStream.range(0, count).mapToObj(number -> {
            List<MacroCode.Module> modules = new ArrayList<>();
            for (int place = length - 1; place >= 0; place--) {
                modules.add(MacroCode.Module.ofDigit(1 + ((number >> (2 * place)) & 3)));
            }
            return new MacroCode(modules);
        });
    }

    @Override
    public String name() {
        return "transnas-macro";
    }

    @Override
    public String description() {
        return "TransNAS-Bench-101, whole networks: 4 to 6 modules of 4 kinds, heads for 7 tasks";
    }

    @Override
    public MacroCode parse(String text) {
        return MacroCode.parse(text);
    }

    @Override
    public String format(MacroCode code) {
        return code.toString();
    }

    /** Does nothing: the published code builds a network of any modules. Numbers, samples and neighbours are of the 3,256. */
    @Override
    public void validate(MacroCode code) {}

    @Override
    public long count() {
        return ALL.size();
    }

    @Override
    public MacroCode architecture(long index) {
        requireIndex(index);
        return ALL.get((int) index);
    }

    @Override
    public long indexOf(MacroCode code) {
        Integer number = NUMBERS.get(code);
        if (number == null) {
            throw new BenchException(
                    "'" + code + "' is none of the 3,256 networks of TransNAS-Bench-101, wanted 1 to 3 modules "
                            + "that double channels (2, 4) and 1 to 4 that halve resolution (3, 4)");
        }
        return number;
    }

    /** The networks of the benchmark in which one module is another, or one is added or removed anywhere. */
    @Override
    public Stream<MacroCode> neighbours(MacroCode code) {
        return IntStream.rangeClosed(0, code.modules().size())
                .boxed()
                .flatMap(place -> edits(code, place))
                .distinct()
                .filter(other -> other.isInBenchmark() && !other.equals(code));
    }

    private static Stream<MacroCode> edits(MacroCode code, int place) {
        List<MacroCode> edits = new ArrayList<>();
        boolean atEnd = place == code.modules().size();
        for (MacroCode.Module module : MacroCode.Module.values()) {
            List<MacroCode.Module> modules = new ArrayList<>(code.modules());
            modules.add(place, module);
            edits.add(new MacroCode(modules));
            if (!atEnd) {
                modules.remove(place + 1);
                edits.add(new MacroCode(modules));
            }
        }
        if (!atEnd) {
            List<MacroCode.Module> modules = new ArrayList<>(code.modules());
            modules.remove(place);
            edits.add(new MacroCode(modules));
        }
        return edits.stream();
    }

    /** The published text: no two codes give isomorphic networks. */
    @Override
    public String canonicalForm(MacroCode code) {
        return code.toString();
    }

    @Override
    public NetworkOptions defaults() {
        return DEFAULTS;
    }

    @Override
    public List<String> heads() {
        return Task.heads();
    }

    @Override
    public void describe(MacroCode code, NetworkOptions options, NetworkBuilder net) {
        Layers.Block block = (x, channels, stride) -> Layers.residual(net, x, channels, stride);
        Heads.describe(net, options, image -> Layers.encoder(net, image, options, code, block));
    }
}
