package org.onnxnet.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.analysis.CanonicalGraph.Given;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/**
 * Collects the reads of inputs and weights, and then says which of them are the same. What only stands in weight slots and
 * has at most one dimension larger than 1 (a bias, the scale of a normalisation) is another one each time it is read:
 * exporters store equal tensors once, and the biases of untrained networks are all zero, so that sharing one says nothing
 * about the network.
 */
final class GivenValues {
    private final List<Source> reads = new ArrayList<>();

    /** An input, initializer or {@code Constant}. */
    static final class Source {
        private final String name;
        private final @Nullable ValueType type;
        private final @Nullable Tensor tensor;
        private final int interfacePosition;
        private boolean isData;
        private boolean isOnlyWeight = true;

        private Source(String name, @Nullable ValueType type, @Nullable Tensor tensor, int interfacePosition) {
            this.name = name;
            this.type = type;
            this.tensor = tensor;
            this.interfacePosition = interfacePosition;
        }

        static Source ofInput(String name, @Nullable ValueType type, int interfacePosition) {
            return new Source(name, type, null, interfacePosition);
        }

        static Source ofConstant(Tensor tensor) {
            return new Source(tensor.name(), tensor.type(), tensor, Integer.MAX_VALUE);
        }

        /** A constant whose elements never matter. */
        static Source ofWeight(String name, ValueType type) {
            return new Source(name, type, null, Integer.MAX_VALUE);
        }

        @Nullable
        ValueType type() {
            return type;
        }

        /** The elements, if it is a constant. */
        @Nullable
        Tensor tensor() {
            return tensor;
        }

        /** Records a use that only data has. */
        void markData() {
            isData = true;
        }

        /** Records a use that weights have and others too. */
        void markAmbiguous() {
            isOnlyWeight = false;
        }

        private boolean isSeparateEachTime() {
            return isOnlyWeight
                    && !isData
                    && type instanceof ValueType.OfTensor known
                    && known.shape() != null
                    && known.shape().isStatic()
                    && known.shape().dims().stream().filter(dim -> !dim.is(1)).count() <= 1;
        }
    }

    /** Records a read and returns its number. */
    int read(Source source) {
        reads.add(source);
        return reads.size() - 1;
    }

    /**
     * What is read.
     *
     * @param given in order of first read
     * @param indices for each read, the index of what it reads
     */
    record Resolved(List<Given> given, List<Integer> indices) {}

    Resolved resolve(SymbolNames symbols) {
        Map<Source, Integer> dataNumbers = dataNumbers();
        Map<Source, Integer> known = new HashMap<>();
        List<Source> sources = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (Source source : reads) {
            Integer index = source.isSeparateEachTime() ? null : known.get(source);
            if (index == null) {
                index = sources.size();
                sources.add(source);
                known.put(source, index);
            }
            indices.add(index);
        }
        int[] counts = new int[sources.size()];
        for (int index : indices) {
            counts[index]++;
        }
        List<Given> given = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Source source = sources.get(i);
            given.add(new Given(
                    source.name, symbols.rename(source.type), dataNumbers.getOrDefault(source, 0), counts[i]));
        }
        return new Resolved(given, indices);
    }

    private Map<Source, Integer> dataNumbers() {
        Map<Source, Integer> numbers = new HashMap<>();
        reads.stream()
                .filter(source -> source.isData)
                .distinct()
                .sorted(Comparator.comparingInt(source -> source.interfacePosition))
                .forEach(source -> numbers.put(source, numbers.size() + 1));
        return numbers;
    }
}
