package org.onnxnet.cli.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.onnxnet.io.TemporaryFile;
import org.onnxnet.predictor.LanguageModel;
import org.onnxnet.predictor.Predictor;

/** A few held-out architectures with what was measured and what the models say: whoever has the models can check them on these. */
final class HeldOutSample {
    private static final String FILE = "held-out.csv";
    private static final int EACH = 40;

    private HeldOutSample() {}

    static void write(List<LabelledSpace> spaces, Predictor bundled, LanguageModel texts, Path directory)
            throws IOException {
        StringBuilder text = new StringBuilder("space,architecture,label,bundled,language model\n");
        for (LabelledSpace space : spaces) {
            LabelledSpace some = space.first(EACH);
            double[] scores = bundled.score(some.graphs());
            double[] ofTexts = texts.score(some.graphs());
            for (int i = 0; i < scores.length; i++) {
                text.append(some.space())
                        .append(",\"")
                        .append(some.keys().get(i))
                        .append("\",")
                        .append(some.labels()[i])
                        .append(',')
                        .append(scores[i])
                        .append(',')
                        .append(ofTexts[i])
                        .append('\n');
            }
        }
        TemporaryFile.replace(
                directory.resolve(FILE), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
