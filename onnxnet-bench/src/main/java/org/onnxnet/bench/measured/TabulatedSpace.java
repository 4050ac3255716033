package org.onnxnet.bench.measured;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.OnnxGraph;
import org.onnxnet.bench.label.LabelFiles;
import org.onnxnet.bench.label.LabelTable;
import org.onnxnet.bench.label.Labels;
import org.onnxnet.bench.space.SearchSpace;

/**
 * The architectures of a search space, with a table of what was measured.
 *
 * @param data what {@link LabelFiles#read} takes
 */
record TabulatedSpace(SearchSpace<?> space, Path data) implements MeasuredNetworks {
    @Override
    public String name() {
        return space.name();
    }

    @Override
    public List<Labels> labels(List<String> protocols) throws IOException {
        LabelTable table = LabelFiles.read(name(), data);
        return protocols.stream().map(table::labels).toList();
    }

    @Override
    public OnnxGraph network(String key) {
        return network(space, key);
    }

    private static <A> OnnxGraph network(SearchSpace<A> space, String key) {
        return space.toGraph(space.parse(key));
    }
}
