package org.onnxnet.trainer.recipe;

import org.onnxnet.trainer.loss.CappedSquaredError;
import org.onnxnet.trainer.loss.Huber;
import org.onnxnet.trainer.loss.Loss;
import org.onnxnet.trainer.loss.LossNames;
import org.onnxnet.trainer.loss.MinedRanking;
import org.onnxnet.trainer.loss.PairwiseRanking;
import org.onnxnet.trainer.loss.PolyListwise;
import org.onnxnet.trainer.loss.SoftmaxListwise;

/** Reads which loss a recipe wants, and with which constants. */
final class LossSection {
    private LossSection() {}

    static Loss read(Section section) {
        Loss named = section.build(() -> LossNames.parse(section.text("name", "pwr")));
        Loss loss = section.build(() -> withConstants(named, section));
        section.finish();
        return loss;
    }

    private static Loss withConstants(Loss named, Section section) {
        if (named instanceof Huber loss) {
            return new Huber(section.number("delta", loss.delta()));
        }
        if (named instanceof CappedSquaredError loss) {
            return new CappedSquaredError(section.number("cap", loss.cap()));
        }
        if (named instanceof PairwiseRanking loss) {
            return new PairwiseRanking(
                    section.number("margin", loss.margin()), section.count("pairs-per-row", loss.pairsPerRow()));
        }
        if (named instanceof MinedRanking loss) {
            return new MinedRanking(
                    section.number("margin", loss.margin()),
                    section.count("pairs-per-row", loss.pairsPerRow()),
                    section.number("temperature", loss.temperature()));
        }
        if (named instanceof SoftmaxListwise loss) {
            return new SoftmaxListwise(section.number("temperature", loss.temperature()));
        }
        if (named instanceof PolyListwise loss) {
            return new PolyListwise(
                    section.number("temperature", loss.temperature()), section.number("epsilon", loss.epsilon()));
        }
        return named;
    }
}
