package org.onnxnet.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.onnxnet.trainer.data.LabelledText;
import org.onnxnet.trainer.start.NetworkSize;

/** Texts of chains of layers, the better the more convolutions they have, and a network that is small enough for them. */
final class Texts {
    static final NetworkSize TINY = new NetworkSize(2, 32, 2, 48, 32, 512);

    private Texts() {}

    static List<LabelledText> chains(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LabelledText> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int layers = random.nextInt(4, 14);
            int convolutions = 0;
            StringBuilder text = new StringBuilder();
            for (int layer = 0; layer < layers; layer++) {
                boolean convolution = random.nextBoolean();
                convolutions += convolution ? 1 : 0;
                text.append(convolution ? "Conv(prev, 16x16x3x3) --> " : "Relu(prev) --> ");
            }
            texts.add(LabelledText.of("chain " + seed + "-" + i, "chains", text + "Value1", convolutions));
        }
        return texts;
    }
}
