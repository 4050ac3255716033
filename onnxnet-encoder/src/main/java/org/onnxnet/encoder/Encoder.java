package org.onnxnet.encoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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
        SpannedText text = new SpannedText(graph.nodes().size());
        write(graph, text);
        return text.toEncoding();
    }

    /**
     * Writes a network as text that is handed on as it grows, a few thousand characters at a time, so that it is never held
     * whole.
     *
     * @throws IOException if {@code out} throws it; what was handed on before stays there
     * @throws org.onnxnet.graph.InvalidModelException as {@link #encode(OnnxGraph)} does, before anything is handed on
     */
    public void encode(OnnxGraph graph, Appendable out) throws IOException {
        SpannedText text = new SpannedText(graph.nodes().size(), out);
        try {
            write(graph, text);
            text.handOn();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Writes many networks on several threads. The stream gives their texts in the order of the sources, takes sources only as
     * they are needed, and holds no more than two a thread. A source that cannot be loaded or written is a result with a failure, and the
     * next ones follow. Close the stream, which ends the work that is under way.
     *
     * <pre>{@code
     * try (Stream<EncodedSource<Path>> texts = encoder.encodeAll(files.iterator(), 4, OnnxGraph::load)) {
     *     texts.forEach(...);
     * }
     * }</pre>
     *
     * @param threads how many, 1 or more
     * @param loader makes the network of a source, on one of the threads
     */
    public <S> Stream<EncodedSource<S>> encodeAll(Iterator<S> sources, int threads, GraphLoader<S> loader) {
        return ParallelEncoding.stream(sources, threads, source -> encode(loader.load(source)));
    }

    private void write(OnnxGraph graph, SpannedText text) {
        Model model = graph.model();
        if (dialect == Dialect.REFERENCE) {
            InferredTypes types = ShapeInference.withoutValuePropagation().infer(model);
            new ReferenceWriter(model.graph(), components, types::type, text).write();
            return;
        }
        CanonicalGraph canonical = CanonicalGraph.of(model);
        if (components.contains(Component.SUMMARY)) {
            text.append(Summary.of(model, canonical));
        }
        if (dialect == Dialect.COMPLETE) {
            new CompleteWriter(model, canonical, components, text).write();
        } else {
            text.append(folded(model, canonical));
        }
    }

    /** Leaving out what follows from the rest takes a few words more than it saves in some networks of one or two nodes. */
    private SpannedText folded(Model model, CanonicalGraph canonical) {
        SpannedText folded = new SpannedText(model.graph().nodes().size());
        new FoldedWriter(model, canonical, components, folded).write();
        if (canonical.main().results().isEmpty()) {
            return folded; // The names of outputs tell a decoder which dialect it is.
        }
        SpannedText complete = new SpannedText(model.graph().nodes().size());
        new CompleteWriter(model, canonical, components, complete).write();
        return folded.isLongerThan(complete) ? complete : folded;
    }

    /** {@code Encoder[COMPLETE with INPUTS, PARAMETERS]}. */
    @Override
    public String toString() {
        String list = components.toString();
        return "Encoder[" + dialect + " with " + (components.isEmpty() ? "nothing more" : list.substring(1));
    }
}
