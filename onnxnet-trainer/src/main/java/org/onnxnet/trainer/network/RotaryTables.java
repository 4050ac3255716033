package org.onnxnet.trainer.network;

import java.util.HashMap;
import java.util.Map;
import org.onnxnet.trainer.torch.Scoped;
import org.onnxnet.trainer.torch.TorchDevice;

/** The rotary positions that all batches share; they grow with the longest text. */
final class RotaryTables implements AutoCloseable {
    private final int headSize;
    private final TorchDevice device;
    private final Map<Double, Rotary> tables = new HashMap<>();
    private int tokens;

    RotaryTables(int headSize, TorchDevice device) {
        this.headSize = headSize;
        this.device = device;
    }

    /** The positions of so many tokens, in the scope of the caller. */
    Rotary of(double theta, int length) {
        if (length > tokens) {
            close();
            tokens = Math.max(length, 2 * tokens);
        }
        Rotary table = tables.computeIfAbsent(theta, this::longLived);
        return new Rotary(table.cosines().narrow(0, 0, length), table.sines().narrow(0, 0, length));
    }

    private Rotary longLived(double theta) {
        return Scoped.compute(() -> {
            Rotary table = Rotary.of(theta, headSize, tokens, device);
            table.cosines().retainReference();
            table.sines().retainReference();
            return table;
        });
    }

    @Override
    public void close() {
        tables.values().forEach(table -> {
            table.cosines().close();
            table.sines().close();
        });
        tables.clear();
    }
}
