package org.onnxnet.bench.space.metaqnn;

import java.util.List;
import java.util.stream.Collectors;
import org.onnxnet.bench.BenchException;

/**
 * An architecture: layers one after another. Convolutions and poolings, then fully connected layers or one global average pooling,
 * then the classifier; dropouts anywhere before it.
 */
public record SequentialNetwork(List<Layer> layers) {
    public SequentialNetwork {
        layers = List.copyOf(layers);
        if (!isWellFormed(layers)) {
            throw new BenchException(
                    "found layers " + layers + ", wanted C and P, then FC or one GAP, then one SM at the end");
        }
    }

    static boolean isWellFormed(List<Layer> layers) {
        boolean flat = false;
        boolean pooled = false;
        for (int i = 0; i < layers.size() - 1; i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Layer.Dropout) {
                continue;
            }
            boolean connected = layer instanceof Layer.FullyConnected;
            if (layer instanceof Layer.Softmax || pooled || (flat && !connected)) {
                return false;
            }
            flat = connected;
            pooled = layer instanceof Layer.GlobalAveragePooling;
        }
        return !layers.isEmpty() && layers.get(layers.size() - 1) instanceof Layer.Softmax;
    }

    /** The same network without what only training knows. */
    SequentialNetwork withoutDropout() {
        return new SequentialNetwork(layers.stream()
                .filter(layer -> !(layer instanceof Layer.Dropout))
                .toList());
    }

    /** The published text. */
    @Override
    public String toString() {
        return layers.stream().map(Layer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
