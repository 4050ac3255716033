package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OpId;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;
import org.onnxnet.graph.ValueType;

/** Operators of the domain {@code ai.onnx.ml} that prepare features: encoders, scalers, dictionaries. */
final class MlFeatureRules {
    private MlFeatureRules() {}

    static void register(RuleSet rules) {
        rules.add(ml("ArrayFeatureExtractor"), 1, MlFeatureRules::extract);
        rules.add(ml("Binarizer"), 1, ElementwiseRules::sameType);
        rules.add(ml("CastMap"), 1, MlFeatureRules::castMap);
        rules.add(ml("CategoryMapper"), 1, MlFeatureRules::mapCategories);
        rules.add(ml("DictVectorizer"), 1, MlFeatureRules::vectorizeDictionary);
        rules.add(ml("FeatureVectorizer"), 1, MlFeatureRules::vectorizeFeatures);
        rules.add(ml("Imputer"), 1, ElementwiseRules::sameType);
        rules.add(ml("LabelEncoder"), 1, MlFeatureRules::encodeNames);
        rules.add(ml("LabelEncoder"), 2, MlFeatureRules::encodeLabels);
        rules.add(ml("Normalizer"), 1, MlFeatureRules::toFloat);
        rules.add(ml("OneHotEncoder"), 1, MlFeatureRules::oneHot);
        rules.add(ml("Scaler"), 1, MlFeatureRules::toFloat);
        rules.add(ml("ZipMap"), 1, MlFeatureRules::zip);
    }

    static OpId ml(String type) {
        return new OpId("ai.onnx.ml", type);
    }

    private static void toFloat(NodeContext node) {
        node.setTensor(0, ElementType.FLOAT, node.shape(0));
    }

    /** Picks columns: the last axis gets as many as there are indices; a vector counts as one row. */
    private static void extract(NodeContext node) {
        node.setTensor(0, node.elementType(0), null);
        Shape input = node.shape(0);
        Shape indices = node.shape(1);
        if (input == null || (input.rank() < 2 && !node.followsValues())) {
            return;
        }
        List<Dim> dims = new ArrayList<>();
        if (input.rank() < 2) {
            dims.add(Dim.of(1));
        } else {
            dims.addAll(input.dims().subList(0, input.rank() - 1));
        }
        dims.add(indices == null ? Dim.UNKNOWN : DimMath.count(indices));
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    /** A row of the values of a map. */
    private static void castMap(NodeContext node) {
        ElementType type = switch (node.text("cast_to", "TO_FLOAT")) {
            case "TO_FLOAT" -> ElementType.FLOAT;
            case "TO_INT64" -> ElementType.INT64;
            case "TO_STRING" -> ElementType.STRING;
            default -> null;
        };
        boolean sparse = node.text("map_form", "DENSE").equals("SPARSE");
        Dim length = sparse ? Dim.of(node.integer("max_map", 1)) : Dim.UNKNOWN;
        node.setTensor(0, type, node.followsValues() ? new Shape(List.of(Dim.of(1), length)) : null);
    }

    private static void mapCategories(NodeContext node) {
        int numbers = length(node, "cats_int64s");
        int texts = length(node, "cats_strings");
        if (numbers != texts) {
            throw new CannotInferException(numbers + " numbers for " + texts + " texts");
        }
        node.setTensor(0, other(node.elementType(0)), node.shape(0));
    }

    /** Numbers for texts and texts for numbers. */
    private static @Nullable ElementType other(@Nullable ElementType type) {
        return type == ElementType.STRING ? ElementType.INT64 : type == ElementType.INT64 ? ElementType.STRING : null;
    }

    /** The length of a list attribute; 0 where it is left out. */
    static int length(NodeContext node, String name) {
        Attribute attribute = node.attribute(name);
        if (attribute instanceof Attribute.OfInts numbers) {
            return numbers.value().size();
        }
        if (attribute instanceof Attribute.OfFloats numbers) {
            return numbers.value().size();
        }
        return attribute instanceof Attribute.OfStrings texts ? texts.value().size() : 0;
    }

    private static void vectorizeDictionary(NodeContext node) {
        ElementType type =
                node.inputType(0) instanceof ValueType.OfMap map && map.value() instanceof ValueType.OfTensor value
                        ? value.elementType()
                        : null;
        int words = Math.max(length(node, "string_vocabulary"), length(node, "int64_vocabulary"));
        node.setTensor(0, type, node.followsValues() ? Shape.of(1, words) : null);
    }

    /** Joins columns, of which the attribute says how many each input has. */
    private static void vectorizeFeatures(NodeContext node) {
        Shape first = node.shape(0);
        Dim rows = first == null ? Dim.UNKNOWN : first.rank() == 2 ? first.dim(0) : Dim.of(1);
        long[] widths = node.integers("inputdimensions");
        Dim width = Dim.of(0);
        for (int slot = 0; slot < node.inputCount(); slot++) {
            Shape shape = node.shape(slot);
            Dim own = shape == null || shape.rank() == 0 ? Dim.UNKNOWN : shape.dim(shape.rank() - 1);
            width = DimMath.sum(width, widths != null && slot < widths.length ? Dim.of(widths[slot]) : own);
        }
        node.setTensor(0, ElementType.FLOAT, new Shape(List.of(rows, width)));
    }

    /** Version 1 has texts for numbers; the reference implementation does not infer the shape. */
    private static void encodeNames(NodeContext node) {
        node.setTensor(0, other(node.elementType(0)), node.followsValues() ? node.shape(0) : null);
    }

    private static void encodeLabels(NodeContext node) {
        ElementType keys = listType(node, "keys");
        ElementType values = listType(node, "values");
        ElementType input = node.elementType(0);
        if (keys == null || values == null || (input != null && keys != input)) {
            throw new CannotInferException("maps " + keys + " to " + values + " for an input of " + input
                    + ", wanted keys and values of one type");
        }
        node.setTensor(0, values, node.shape(0));
    }

    /** The element type of the attribute that holds keys or values; tensors exist since version 4. */
    private static @Nullable ElementType listType(NodeContext node, String role) {
        Tensor tensor = node.tensor(role + "_tensor");
        return tensor != null
                ? tensor.elementType()
                : node.hasAttribute(role + "_strings")
                        ? ElementType.STRING
                        : node.hasAttribute(role + "_int64s")
                                ? ElementType.INT64
                                : node.hasAttribute(role + "_floats") ? ElementType.FLOAT : null;
    }

    private static void oneHot(NodeContext node) {
        Shape input = node.shape(0);
        int categories = Math.max(length(node, "cats_int64s"), length(node, "cats_strings"));
        if (input == null) {
            node.setTensor(0, node.followsValues() ? ElementType.FLOAT : null, null);
            return;
        }
        List<Dim> dims = new ArrayList<>(input.dims());
        dims.add(Dim.of(categories));
        node.setTensor(0, ElementType.FLOAT, new Shape(dims));
    }

    /** A map from class labels to scores for each row. */
    private static void zip(NodeContext node) {
        ElementType key = length(node, "classlabels_int64s") > 0
                ? ElementType.INT64
                : length(node, "classlabels_strings") > 0 ? ElementType.STRING : ElementType.UNDEFINED;
        ValueType map = new ValueType.OfMap(key, ValueType.tensor(ElementType.FLOAT, Shape.SCALAR));
        node.setType(0, new ValueType.OfSequence(map));
    }
}
