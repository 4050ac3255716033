package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onnxnet.bench.label.OnnxBenchFolder;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;
import org.onnxnet.bench.space.nasbench201.Cell;
import org.onnxnet.bench.space.nasbench201.NasBench201;

/** A table of NAS-Bench-201 in which an architecture is the better the more convolutions it has. */
final class ConvolutionTable {
    private ConvolutionTable() {}

    static String of(int architectures) {
        return of(SearchSpaces.named("nasbench201"), architectures);
    }

    private static <A> String of(SearchSpace<A> space, int architectures) {
        return samples(space, architectures)
                .map(space::format)
                .map(arch -> "\"" + arch + "\"" + ("," + accuracy(arch)).repeat(4))
                .collect(Collectors.joining(
                        "\n", "arch,cifar10_test,cifar10_valid,cifar100_test,imagenet16_test\n", "\n"));
    }

    private static <A> Stream<A> samples(SearchSpace<A> space, int architectures) {
        return space.samples(3).distinct().limit(architectures);
    }

    /** The same networks as files that carry what the table says. */
    static void saveNetworks(int architectures, Path folder) throws IOException {
        Files.createDirectories(folder);
        NasBench201 space = new NasBench201();
        for (Cell cell : samples(space, architectures).toList()) {
            int accuracy = accuracy(space.format(cell));
            Path file = Files.createTempFile(folder, "network", ".onnx");
            OnnxBenchFolder.withAccuracy(space.toGraph(cell), accuracy).save(file);
        }
    }

    /** What the table says of an architecture. */
    static int accuracy(String arch) {
        return 80 + 2 * (arch.split("conv", -1).length - 1);
    }
}
