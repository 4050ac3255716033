package org.onnxnet.bench.space.natssize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/**
 * An architecture: the channels that five layers give.
 *
 * @param channels of the stem and the first cell, the first reduction, the second cell, the second reduction, the third
 *     cell; each one of 8, 16, ..., 64
 */
public record ChannelSizes(List<Integer> channels) {
    static final int LAYERS = 5;
    static final int STEP = 8;
    static final int CHOICES = 8;

    public ChannelSizes {
        channels = List.copyOf(channels);
        if (channels.size() != LAYERS || !channels.stream().allMatch(ChannelSizes::isChoice)) {
            throw new BenchException("found " + channels + ", wanted " + LAYERS + " channel counts of 8, 16, ..., 64");
        }
    }

    private static boolean isChoice(int count) {
        return count % STEP == 0 && count >= STEP && count <= STEP * CHOICES;
    }

    /** Reads {@code 8:16:24:32:64}. */
    static ChannelSizes parse(String text) {
        if (!text.matches("[0-9]{1,2}(:[0-9]{1,2}){4}")) {
            throw new BenchException(
                    "'" + text + "' is no NATS-Bench size architecture, wanted five channel counts of 8,"
                            + " 16, ..., 64 joined by ':', such as 8:16:24:32:64");
        }
        List<Integer> channels = new ArrayList<>();
        for (String part : text.split(":", -1)) {
            channels.add(Integer.valueOf(part));
        }
        return new ChannelSizes(channels);
    }

    int at(int layer) {
        return channels.get(layer);
    }

    ChannelSizes with(int layer, int count) {
        List<Integer> changed = new ArrayList<>(channels);
        changed.set(layer, count);
        return new ChannelSizes(changed);
    }

    /** The published text. */
    @Override
    public String toString() {
        return channels.stream().map(String::valueOf).collect(Collectors.joining(":"));
    }
}
