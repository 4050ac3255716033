package org.onnxnet.cli.experiment;

import java.util.stream.Collectors;
import org.onnxnet.bench.space.SearchSpace;
import org.onnxnet.bench.space.SearchSpaces;

/** A table of NAS-Bench-201 in which an architecture is the better the more convolutions it has. */
final class ConvolutionTable {
    private ConvolutionTable() {}

    static String of(int architectures) {
        return of(SearchSpaces.named("nasbench201"), architectures);
    }

    private static <A> String of(SearchSpace<A> space, int architectures) {
        return space.samples(3)
                .distinct()
                .limit(architectures)
                .map(space::format)
                .map(arch -> "\"" + arch + "\"" + ("," + accuracy(arch)).repeat(4))
                .collect(Collectors.joining(
                        "\n", "arch,cifar10_test,cifar10_valid,cifar100_test,imagenet16_test\n", "\n"));
    }

    /** What the table says of an architecture. */
    static int accuracy(String arch) {
        return 80 + 2 * (arch.split("conv", -1).length - 1);
    }
}
