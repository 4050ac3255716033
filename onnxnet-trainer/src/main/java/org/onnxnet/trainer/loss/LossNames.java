package org.onnxnet.trainer.loss;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The losses by the names of the authors' code, with its constants. */
public final class LossNames {
    private static final Map<String, Supplier<Loss>> LOSSES = new LinkedHashMap<>();

    static {
        LOSSES.put("mse", MeanSquaredError::new);
        LOSSES.put("huber", Huber::new);
        LOSSES.put("mse_cap", CappedSquaredError::new);
        LOSSES.put("pwr", PairwiseRanking::new);
        LOSSES.put("pwr_mining", MinedRanking::new);
        LOSSES.put("pairlog", PairwiseLogistic::new);
        LOSSES.put("softmaxlist", SoftmaxListwise::new);
        LOSSES.put("poly1list", PolyListwise::new);
    }

    private LossNames() {}

    public static Set<String> all() {
        return LOSSES.keySet();
    }

    /**
     * The loss of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Loss parse(String name) {
        Supplier<Loss> loss = LOSSES.get(name);
        if (loss == null) {
            throw new IllegalArgumentException("loss is '" + name + "', wanted one of " + all());
        }
        return loss.get();
    }
}
