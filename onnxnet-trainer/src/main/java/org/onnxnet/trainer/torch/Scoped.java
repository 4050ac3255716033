package org.onnxnet.trainer.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.jspecify.annotations.Nullable;

/**
 * Frees what a computation leaves behind. Handles that Java holds keep tensors alive; those that the graph of derivatives needs
 * it holds itself.
 */
@SuppressWarnings("try") // Scopes and guards work by being there.
public final class Scoped {
    private Scoped() {}

    /**
     * Runs a computation and frees all it made but its result, which belongs to the scope around it. Where there is none, the
     * caller closes it.
     */
    public static <P extends Pointer> P keep(Supplier<P> computation) {
        @Nullable PointerScope outer = PointerScope.getInnerScope();
        P result;
        try (PointerScope inner = new PointerScope()) {
            result = computation.get();
            result.retainReference();
        }
        if (outer != null) {
            outer.attach(result);
            result.releaseReference();
        }
        return result;
    }

    /** Runs a computation whose result belongs to Java, and frees all it made. */
    public static <T> T compute(Supplier<T> computation) {
        try (PointerScope scope = new PointerScope()) {
            return computation.get();
        }
    }

    /** Runs something, and frees all it made. */
    public static void run(Runnable something) {
        try (PointerScope scope = new PointerScope()) {
            something.run();
        }
    }

    /** Runs a computation that nothing is to be derived from, in the scope around it. */
    public static <T> T withoutDerivatives(Supplier<T> computation) {
        try (NoGradGuard guard = new NoGradGuard()) {
            return computation.get();
        }
    }
}
