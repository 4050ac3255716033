package org.onnxnet.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole ONNX model ({@code ModelProto}).
 *
 * @param irVersion version of the file format
 * @param opsets operator set versions by domain; the default domain is the empty string
 * @param producer what wrote the file
 * @param domain reverse domain name of the model
 * @param version version of the model itself
 * @param doc the documentation, empty where there is none
 * @param metadata free properties in file order
 * @param functions model-local functions
 * @param trainingInfo encoded {@code TrainingInfoProto} messages, kept as they are
 */
public record Model(
        long irVersion,
        Map<String, Long> opsets,
        Producer producer,
        String domain,
        long version,
        String doc,
        Graph graph,
        List<Property> metadata,
        List<Function> functions,
        List<Bytes> trainingInfo,
        Extras extras) {

    /** The newest file format version that is known here. */
    public static final long NEWEST_IR_VERSION = 14;

    /** Name and version of the tool that wrote a model; empty where unknown. */
    public record Producer(String name, String version) {}

    public Model {
        opsets = Opsets.copyOf(opsets);
        metadata = List.copyOf(metadata);
        functions = List.copyOf(functions);
        trainingInfo = List.copyOf(trainingInfo);
    }

    /** A model of one graph over the default operator set. */
    public static Model of(long irVersion, long opset, Graph graph) {
        return new Model(
                irVersion,
                Map.of("", opset),
                new Producer("", ""),
                "",
                0,
                "",
                graph,
                List.of(),
                List.of(),
                List.of(),
                Extras.NONE);
    }

    /** The version of the default operator set; 1 where the file imports none, as the first files did. */
    public long opset() {
        return opset("");
    }

    /** The version of an operator set; 1 where the file does not import it. */
    public long opset(String opsetDomain) {
        return opsets.getOrDefault(OpId.normalDomain(opsetDomain), 1L);
    }

    public Model withIrVersion(long newIrVersion) {
        return new Model(
                newIrVersion, opsets, producer, domain, version, doc, graph, metadata, functions, trainingInfo, extras);
    }

    public Model withGraph(Graph newGraph) {
        return new Model(
                irVersion, opsets, producer, domain, version, doc, newGraph, metadata, functions, trainingInfo, extras);
    }

    public Model withMetadata(List<Property> newMetadata) {
        return new Model(
                irVersion, opsets, producer, domain, version, doc, graph, newMetadata, functions, trainingInfo, extras);
    }

    public Model withFunctions(List<Function> newFunctions) {
        return new Model(
                irVersion, opsets, producer, domain, version, doc, graph, metadata, newFunctions, trainingInfo, extras);
    }

    /** The same model with one operator set version added or changed. */
    public Model withOpset(String opsetDomain, long opsetVersion) {
        Map<String, Long> changed = new LinkedHashMap<>(opsets);
        changed.put(OpId.normalDomain(opsetDomain), opsetVersion);
        return new Model(
                irVersion, changed, producer, domain, version, doc, graph, metadata, functions, trainingInfo, extras);
    }
}
