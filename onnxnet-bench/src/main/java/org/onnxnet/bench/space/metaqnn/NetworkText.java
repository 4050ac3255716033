package org.onnxnet.bench.space.metaqnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onnxnet.bench.BenchException;

/** Reads {@code [C(64,3,1), P(2,2), D(1,2), FC(128), SM(10)]}. */
final class NetworkText {
    private static final Pattern LAYER =
            Pattern.compile("([A-Z]+)\\(([0-9]{1,6}(?:,\\s*[0-9]{1,6}){0,2})\\)(?:,\\s*|$)");

    private NetworkText() {}

    static SequentialNetwork parse(String text) {
        String body = text.strip();
        if (!body.startsWith("[") || !body.endsWith("]")) {
            throw malformed(text, "no [ ] around it");
        }
        body = body.substring(1, body.length() - 1);
        List<Layer> layers = new ArrayList<>();
        Matcher matcher = LAYER.matcher(body);
        while (matcher.lookingAt()) {
            int[] numbers = Arrays.stream(matcher.group(2).split(",\\s*"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            layers.add(layer(text, matcher.group(1), numbers));
            matcher.region(matcher.end(), body.length());
        }
        if (matcher.regionStart() < body.length()) {
            throw malformed(text, "'" + body.substring(matcher.regionStart()) + "'");
        }
        return new SequentialNetwork(layers);
    }

    private static Layer layer(String text, String name, int[] n) {
        return switch (name + n.length) {
            case "C3" -> new Layer.Convolution(n[0], n[1], n[2]);
            case "P2" -> new Layer.Pooling(n[0], n[1]);
            case "D2" -> new Layer.Dropout(n[0], n[1]);
            case "FC1" -> new Layer.FullyConnected(n[0]);
            case "GAP1" -> new Layer.GlobalAveragePooling(n[0]);
            case "SM1" -> new Layer.Softmax(n[0]);
            default -> throw malformed(text, name + " of " + n.length + " numbers");
        };
    }

    private static BenchException malformed(String text, String found) {
        return new BenchException("'" + text + "' is no network of MetaQNN: found " + found
                + ", wanted [layer, ...] with layers C(filters,size,stride), P(size,stride), D(part,parts), FC(neurons), "
                + "GAP(channels), SM(classes)");
    }
}
