package org.onnxnet.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.Graph;
import org.onnxnet.graph.Model;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Value;
import org.onnxnet.graph.ValueType;

/** Puts numbers in the place of named dimensions of a model's main graph, so that figures come out as numbers. */
final class DimBinding {
    private final Map<String, Long> sizes;

    private DimBinding(Map<String, Long> sizes) {
        this.sizes = sizes;
    }

    /** The model with sizes given by name, and with 1 for the first dimension of every input where it is open. */
    static Model bind(Model model, Map<String, Long> given) {
        Graph graph = model.graph();
        Map<String, Long> sizes = new HashMap<>(given);
        for (Value input : graph.inputs()) {
            Shape shape = input.shape();
            if (shape != null && shape.rank() > 0 && shape.dim(0) instanceof Dim.Symbolic batch) {
                sizes.putIfAbsent(batch.expression(), 1L);
            }
        }
        DimBinding binding = new DimBinding(sizes);
        return model.withGraph(graph.with(parts -> parts.inputs(binding.ofInputs(graph.inputs()))
                .outputs(binding.of(graph.outputs()))
                .valueInfo(binding.of(graph.valueInfo()))));
    }

    private List<Value> ofInputs(List<Value> inputs) {
        return of(inputs).stream()
                .map(input -> {
                    Shape shape = input.shape();
                    return shape != null && shape.rank() > 0 && shape.dim(0) instanceof Dim.Unknown
                            ? input.withType(withShape(input.type(), withFirst(shape, Dim.of(1))))
                            : input;
                })
                .toList();
    }

    private List<Value> of(List<Value> values) {
        return values.stream()
                .map(value -> {
                    Shape shape = value.shape();
                    return shape == null ? value : value.withType(withShape(value.type(), of(shape)));
                })
                .toList();
    }

    private Shape of(Shape shape) {
        return new Shape(shape.dims().stream().map(this::of).toList());
    }

    private Dim of(Dim dim) {
        return dim instanceof Dim.Symbolic named && sizes.containsKey(named.expression())
                ? Dim.of(sizes.get(named.expression()))
                : dim;
    }

    private static Shape withFirst(Shape shape, Dim first) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        dims.set(0, first);
        return new Shape(dims);
    }

    private static @Nullable ValueType withShape(@Nullable ValueType type, Shape shape) {
        return type instanceof ValueType.OfTensor tensor ? ValueType.tensor(tensor.elementType(), shape) : type;
    }
}
