package org.onnxnet.bench.space.transnas;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.onnxnet.bench.BenchException;
import org.onnxnet.bench.network.ImageShape;
import org.onnxnet.bench.network.NetworkOptions;

/** What a network was trained for, which decides its input and its head. */
public enum Task {
    CLASS_OBJECT(256, 100),
    CLASS_SCENE(256, 63),
    /** Which of 1,000 permutations nine tiles of an image are in. */
    JIGSAW(64, 1000),
    ROOM_LAYOUT(256, 9),
    /** A class for each pixel. */
    SEGMENTSEMANTIC(256, 17),
    /** A surface normal for each pixel. */
    NORMAL(256, 3),
    AUTOENCODER(256, 3);

    /** The head without a task: pooling and a classifier as the network is built on its own. */
    static final String LOGITS = "logits";

    private final String label = name().toLowerCase(Locale.ROOT);
    private final int pixels;
    private final int classes;

    Task(int pixels, int classes) {
        this.pixels = pixels;
        this.classes = classes;
    }

    /** The published name, such as {@code class_object}; also that of the head. */
    public String label() {
        return label;
    }

    /** The options of a network for this task, with its image and its number of classes or of channels of the output. */
    public NetworkOptions options(NetworkOptions defaults) {
        return defaults.withHead(label)
                .withImage(new ImageShape(3, pixels, pixels))
                .withClasses(classes);
    }

    static Task of(String label) {
        return Arrays.stream(values())
                .filter(task -> task.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new BenchException("found no task '" + label + "', wanted one of " + heads()));
    }

    /** All heads, that without a task first. */
    static List<String> heads() {
        return Stream.concat(Stream.of(LOGITS), Arrays.stream(values()).map(Task::label))
                .toList();
    }
}
