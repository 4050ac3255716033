package org.onnxnet.bench.measured;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.space.SearchSpaces;

/** Networks that are known by keys, and what was measured of them. */
public sealed interface MeasuredNetworks permits TabulatedSpace, NetworkFolder {
    /**
     * Those of a search space or, under any other name, those of the folder of that name.
     *
     * @param name a search space, such as {@code nasbench201}, or a folder in {@code data}, such as {@code einspace}
     * @param data the tables of accuracies, as {@link org.onnxnet.bench.label.LabelFiles#read} takes them, or the folder around
     * @throws BenchException if there is neither; the message says what was looked for
     */
    static MeasuredNetworks of(String name, Path data) {
        return SearchSpaces.find(name)
                .<MeasuredNetworks>map(space -> new TabulatedSpace(space, data))
                .orElseGet(() -> NetworkFolder.of(name, data));
    }

    /** What they are called together. */
    String name();

    /**
     * What each of some protocols measured, in order.
     *
     * @param protocols those of the table; in a folder, the folders within it, such as {@code cifar10} or {@code cifar10/seed=4}
     * @throws IOException if a file cannot be read
     * @throws BenchException if nothing was measured by such a protocol; the message lists those there are
     */
    List<Labels> labels(List<String> protocols) throws IOException;

    /** What one protocol measured. */
    default Labels labels(String protocol) throws IOException {
        return labels(List.of(protocol)).get(0);
    }

    /**
     * The network that labels have a value for.
     *
     * @throws org.onnxnet.graph.OnnxNetException if the key is none of them, or its file cannot be read
     */
    OnnxGraph network(String key);
}
