package org.onnxnet.cli.experiment;

import java.util.List;

/**
 * A search space whose accuracies may be shipped in the form of a model.
 *
 * @param name of the space
 * @param protocols what was measured; of several the mean rank counts
 * @param most how many architectures to learn from: small spaces are repetitive, and large ones must not drown the others
 * @param family spaces of one family are left out together
 */
record TrainingSpace(String name, List<String> protocols, int most, String family) {
    private static final List<String> TASKS = List.of("class_scene", "class_object");

    /** NAS-Bench-101, NAS-Bench-Macro and TransNAS-Bench-101 have the Apache License 2.0, NAS-Bench-201 the MIT License. */
    static final List<TrainingSpace> ALL = List.of(
            new TrainingSpace("nasbench101", List.of("cifar10_valid_108"), 20_000, "nasbench101"),
            new TrainingSpace("nasbench201", List.of("cifar10_test"), 8_000, "nasbench201"),
            new TrainingSpace("transnas-micro", TASKS, 3_000, "nasbench201"),
            new TrainingSpace("transnas-macro", TASKS, 3_000, "transnas-macro"),
            new TrainingSpace("nasbench-macro", List.of("cifar10_test_mean"), 4_000, "nasbench-macro"));
}
