package org.onnxnet.predictor.feature;

import static org.onnxnet.predictor.feature.LayerKind.*;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is counted along the paths of a network. */
enum LayerGroup {
    POINTWISE(POINTWISE_CONV),
    SPATIAL(CONV, LARGE_CONV, GROUP_CONV),
    WEIGHTED(POINTWISE_CONV, CONV, LARGE_CONV, GROUP_CONV, LINEAR),
    POOL(AVERAGE_POOL, MAX_POOL),
    POINTWISE_OR_POOL(POINTWISE_CONV, AVERAGE_POOL, MAX_POOL),
    SPATIAL_OR_POOL(CONV, LARGE_CONV, GROUP_CONV, AVERAGE_POOL, MAX_POOL),
    JOIN(SUM, PRODUCT, CONCAT, ATTENTION),
    /** All that works on one value. */
    WORK(
            POINTWISE_CONV,
            CONV,
            LARGE_CONV,
            GROUP_CONV,
            LINEAR,
            ATTENTION,
            AVERAGE_POOL,
            MAX_POOL,
            GLOBAL_POOL,
            ACTIVATION,
            NORM,
            VIEW,
            OTHER);

    @SuppressWarnings("ImmutableEnumChecker") // nobody else has it
    private final Set<LayerKind> kinds;

    LayerGroup(LayerKind first, LayerKind... more) {
        this.kinds = EnumSet.of(first, more);
    }

    boolean contains(LayerKind kind) {
        return kinds.contains(kind);
    }

    /** As it stands in the names of features. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
