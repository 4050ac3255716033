package org.onnxnet.encoder;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.onnxnet.OnnxGraph;
import org.onnxnet.analysis.CanonicalGraph;
import org.onnxnet.graph.Model;
import org.onnxnet.shape.InferredTypes;
import org.onnxnet.shape.ShapeInference;

/**
 * Turns graphs into text. Immutable and safe to share between threads:
 *
 * <pre>{@code
 * Encoding text = Encoder.with(INPUTS, PARAMETERS, OUT_SHAPE).encode(graph);
 * }</pre>
 *
 * <p>The graph is written as it is; simplify it first to get the same text for the same network however it was exported.
 */
public final class Encoder {
    private final Set<Component> components;
    private final Dialect dialect;

    private Encoder(Set<Component> components, Dialect dialect) {
        this.components = Collections.unmodifiableSet(components);
        this.dialect = dialect;
    }

    /**
     * An encoder of the {@link Dialect#COMPLETE} dialect that writes operators, their order, and the given components;
     * without any it writes what the paper calls the base encoding.
     */
    public static Encoder with(Component... components) {
        Set<Component> chosen = EnumSet.noneOf(Component.class);
        chosen.addAll(List.of(components));
        return new Encoder(chosen, Dialect.COMPLETE);
    }

    /**
     * The same encoder for another dialect.
     *
     * @throws IllegalArgumentException if the dialect is {@link Dialect#REFERENCE} and a summary is asked for
     */
    public Encoder dialect(Dialect newDialect) {
        if (newDialect == Dialect.REFERENCE && components.contains(Component.SUMMARY)) {
            throw new IllegalArgumentException(
                    "the REFERENCE dialect has no SUMMARY, as the published encoder prints none; "
                            + "leave it out, or take COMPLETE or FOLDED");
        }
        return new Encoder(components, Objects.requireNonNull(newDialect, "newDialect"));
    }

    public Set<Component> components() {
        return components;
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * Writes a network as text.
     *
     * @throws org.onnxnet.graph.InvalidModelException if the graph has a cycle or reads a value that nothing defines, in any
     *     dialect but {@link Dialect#REFERENCE}
     */
    public Encoding encode(OnnxGraph graph) {
        Model model = graph.model();
        return switch (dialect) {
            case REFERENCE -> {
                InferredTypes types = ShapeInference.withoutValuePropagation().infer(model);
                yield new ReferenceWriter(model.graph(), components, types::type).write();
            }
            case COMPLETE -> {
                CanonicalGraph canonical = CanonicalGraph.of(model);
                yield summarized(model, canonical, new CompleteWriter(model, canonical, components).write());
            }
            case FOLDED -> {
                CanonicalGraph canonical = CanonicalGraph.of(model);
                yield summarized(model, canonical, new FoldedWriter(model, canonical, components).write());
            }
        };
    }

    private Encoding summarized(Model model, CanonicalGraph canonical, Encoding encoding) {
        return components.contains(Component.SUMMARY) ? encoding.behind(Summary.of(model, canonical)) : encoding;
    }

    /** {@code Encoder[COMPLETE with INPUTS, PARAMETERS]}. */
    @Override
    public String toString() {
        String list = components.toString();
        return "Encoder[" + dialect + " with " + (components.isEmpty() ? "nothing more" : list.substring(1));
    }
}
