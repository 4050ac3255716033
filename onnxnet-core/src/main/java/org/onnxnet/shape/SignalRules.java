package org.onnxnet.shape;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onnxnet.graph.Dim;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;

/** Fourier transforms and what goes with them. Complex numbers are a last axis of 2, real ones of 1. */
final class SignalRules {
    private SignalRules() {}

    static void register(RuleSet rules) {
        for (String window : List.of("BlackmanWindow", "HammingWindow", "HannWindow")) {
            rules.add(window, 17, SignalRules::window);
        }
        rules.add("MelWeightMatrix", 17, SignalRules::melWeights);
        rules.add("DFT", 17, SignalRules::fourier);
        rules.add("STFT", 17, SignalRules::shortTimeFourier);
    }

    /** A scalar input as an extent; unknown where it is none. */
    private static Dim extent(NodeContext node, int slot) {
        SymbolicTensor value = node.value(slot);
        return value == null || value.size() != 1 ? Dim.UNKNOWN : value.dim(0);
    }

    private static void window(NodeContext node) {
        ElementType type = node.elementType("output_datatype");
        Dim size = extent(node, 0);
        if (size instanceof Dim.Known known && known.value() <= 0) {
            throw new CannotInferException("the size is " + size + ", wanted one above 0");
        }
        boolean told = size.isKnown() || node.followsValues();
        node.setTensor(0, type, told ? new Shape(List.of(size)) : null);
    }

    /** Half a spectrum and its middle, by mel bins. */
    private static void melWeights(NodeContext node) {
        Dim bins = extent(node, 0);
        Dim length = extent(node, 1);
        boolean told = (bins.isKnown() && length.isKnown()) || node.followsValues();
        node.setTensor(0, node.elementType("output_datatype"), told ? new Shape(List.of(half(length), bins)) : null);
    }

    private static Dim half(Dim length) {
        return DimMath.sum(DimMath.floorDiv(length, 2), 1);
    }

    /** The axis is an attribute in version 17, by default 1, and an input since 20, by default the last before the parts. */
    private static void fourier(NodeContext node) {
        Shape input = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        if (input == null
                || (!node.followsValues() && node.opset() < 20 && node.hasInput(1) && node.value(1) == null)) {
            return;
        }
        int rank = input.rank();
        if (rank < 2) {
            throw new CannotInferException("input [" + input + "] has less than 2 dimensions");
        }
        boolean onesided = node.integer("onesided", 0) != 0;
        boolean inverse = node.integer("inverse", 0) != 0;
        List<Dim> dims = new ArrayList<>(input.dims());
        Long axis = fourierAxis(node);
        if (axis != null) {
            int at = NodeContext.axis(axis, rank);
            if (at == rank - 1) {
                throw new CannotInferException("axis " + axis + " is that of the parts of complex numbers");
            }
            dims.set(at, fourierExtent(node, input.dim(at), onesided, inverse));
        } else if (onesided || node.hasInput(1)) {
            dims = new ArrayList<>(Shape.ofRank(rank).dims());
        }
        dims.set(rank - 1, Dim.of(onesided && inverse ? 1 : 2));
        node.setTensor(0, node.elementType(0), new Shape(dims));
    }

    private static @Nullable Long fourierAxis(NodeContext node) {
        if (node.opset() < 20) {
            return node.integer("axis", 1);
        }
        if (!node.hasInput(2)) {
            return -2L;
        }
        long[] given = node.longs(2);
        return given == null || given.length != 1 ? null : given[0];
    }

    private static Dim fourierExtent(NodeContext node, Dim input, boolean onesided, boolean inverse) {
        if (node.hasInput(1)) {
            Dim length = extent(node, 1);
            return onesided && !inverse ? half(length) : length;
        }
        if (!onesided) {
            return input;
        }
        return inverse ? DimMath.product(DimMath.sum(input, -1), 2) : half(input);
    }

    /**
     * Frames of the signal {@code [batch, samples, ...]} by bins of the spectrum. The reference implementation takes an
     * absent {@code onesided} as 0, though its default is 1.
     */
    private static void shortTimeFourier(NodeContext node) {
        Shape signal = node.shape(0);
        node.setTensor(0, node.elementType(0), null);
        boolean plain = !node.followsValues();
        if (signal == null) {
            node.setTensor(0, node.elementType(0), plain ? null : frames(Dim.UNKNOWN, Dim.UNKNOWN, Dim.UNKNOWN));
            return;
        }
        if (signal.rank() < 2) {
            throw new CannotInferException("signal [" + signal + "] has less than 2 dimensions");
        }
        Dim step = extent(node, 1);
        Dim length = frameLength(node);
        if (step instanceof Dim.Known known && known.value() <= 0) {
            throw new CannotInferException("the frame step is " + step + ", wanted one above 0");
        }
        Dim count = step instanceof Dim.Known known
                ? DimMath.sum(DimMath.floorDiv(DimMath.difference(signal.dim(1), length), known.value()), 1)
                : Dim.UNKNOWN;
        boolean onesided = node.node().intAttribute("onesided", plain ? 0 : 1) != 0;
        Dim bins = onesided ? half(length) : length;
        if (!plain || count.isKnown()) {
            node.setTensor(0, node.elementType(0), frames(signal.dim(0), count, bins));
        }
    }

    private static Shape frames(Dim batch, Dim count, Dim bins) {
        return new Shape(List.of(batch, count, bins, Dim.of(2)));
    }

    /** The length of a frame is given, or that of the window. */
    private static Dim frameLength(NodeContext node) {
        Shape window = node.shapeOfRank(2, 1);
        Dim given = node.hasInput(3) ? extent(node, 3) : Dim.UNKNOWN;
        Dim size = window == null ? Dim.UNKNOWN : window.dim(0);
        if (given.isKnown() && size.isKnown() && !given.equals(size)) {
            throw new CannotInferException(
                    "the frame length is " + given + " and the window has " + size + " elements");
        }
        return !node.followsValues() && node.hasInput(3) ? given : DimMath.merge(given, size);
    }
}
