package org.onnxnet.bench.space.nasbenchmacro;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/** An architecture: the block of each of the eight layers. */
public record MacroArchitecture(List<Block> blocks) {
    /** Layers of a network. */
    public static final int LAYERS = 8;

    private static final Pattern FORM = Pattern.compile("[0-2]{8}");

    public MacroArchitecture {
        blocks = List.copyOf(blocks);
        if (blocks.size() != LAYERS) {
            throw new BenchException("a network of NAS-Bench-Macro has " + LAYERS + " layers, found " + blocks.size());
        }
    }

    static MacroArchitecture parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new BenchException("'" + text + "' is no network of NAS-Bench-Macro, wanted 8 digits from 0 to 2");
        }
        return new MacroArchitecture(
                text.chars().mapToObj(digit -> Block.ofDigit(digit - '0')).toList());
    }

    /** The same network with another block in one layer. */
    MacroArchitecture with(int layer, Block block) {
        List<Block> changed = new ArrayList<>(blocks);
        changed.set(layer, block);
        return new MacroArchitecture(changed);
    }

    /** The published text. */
    @Override
    public String toString() {
        return blocks.stream().map(block -> Integer.toString(block.digit())).collect(Collectors.joining());
    }
}
