package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.io.TemporaryFile;
import org.onnxnet.predictor.FeatureModel;

/** A few held-out architectures with what was measured and what the model says: whoever has the model can check it on these. */
final class HeldOutSample {
    private static final String FILE = "held-out.csv";
    private static final int EACH = 40;

    private HeldOutSample() {}

    static void write(List<LabelledSpace> spaces, FeatureModel model, Path directory) throws IOException {
        StringBuilder text = new StringBuilder("space,architecture,label,score\n");
        for (LabelledSpace space : spaces) {
            double[] scores = model.scoreFeatures(space.features());
            for (int i = 0; i < EACH; i++) {
                text.append(space.space())
                        .append(",\"")
                        .append(space.keys().get(i))
                        .append("\",")
                        .append(space.labels()[i])
                        .append(',')
                        .append(scores[i])
                        .append('\n');
            }
        }
        TemporaryFile.replace(
                directory.resolve(FILE), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
