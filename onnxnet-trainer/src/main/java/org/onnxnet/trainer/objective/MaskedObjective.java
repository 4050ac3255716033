package org.onnxnet.trainer.objective;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.onnxnet.trainer.data.Row;
import org.onnxnet.trainer.data.Shares;
import org.onnxnet.trainer.network.ModernBert;
import org.onnxnet.trainer.network.Pass;
import org.onnxnet.trainer.network.Passes;
import org.onnxnet.trainer.network.TokenBatch;
import org.onnxnet.trainer.network.Workers;
import org.onnxnet.trainer.objective.Masking.Gaps;
import org.onnxnet.trainer.torch.Scoped;
import org.onnxnet.trainer.torch.TorchDevice;

/** Guessing tokens that were taken out of texts: the mean cross-entropy over all gaps of a batch, in nats. */
public final class MaskedObjective implements Objective<Row> {
    private final Workers workers;
    private final Masking masking;
    private final int tokenBudget;

    /** @param tokenBudget how many tokens, padding included, run forth and back at once */
    public MaskedObjective(Workers workers, Masking masking, int tokenBudget) {
        this.workers = workers;
        this.masking = masking;
        this.tokenBudget = tokenBudget;
    }

    @Override
    public String nameOf(Row row) {
        return row.key();
    }

    @Override
    public double backward(List<Row> batch, RandomGenerator random) {
        List<Gaps> gaps =
                batch.stream().map(row -> masking.apply(row.tokens(), random)).toList();
        long all = gaps.stream().mapToLong(gap -> gap.places().length).sum();
        return sum(gaps, (passes, portion) -> {
                            Guess guess = guess(passes, portion);
                            guess.pass().backward(guess.slopes(all));
                            return guess.sums();
                        })
                        .loss()
                / all;
    }

    /**
     * How well the network guesses.
     *
     * @param loss mean cross-entropy in nats, NaN where there is nothing to guess
     * @param accuracy share of the gaps whose token was thought the likeliest
     */
    public record Quality(double loss, double accuracy) {
        private static final Quality NONE = new Quality(0, 0);

        private Quality plus(Quality other) {
            return new Quality(loss + other.loss, accuracy + other.accuracy);
        }
    }

    /** How well the network guesses in other texts; the same gaps each time. */
    public Quality evaluate(List<Row> rows) {
        RandomGenerator random = new SplittableRandom(0);
        List<Gaps> gaps =
                rows.stream().map(row -> masking.apply(row.tokens(), random)).toList();
        Quality sum = sum(
                gaps,
                (passes, portion) ->
                        Scoped.withoutDerivatives(() -> guess(passes, portion).sums()));
        double all = gaps.stream().mapToLong(gap -> gap.places().length).sum();
        return new Quality(sum.loss() / all, sum.accuracy() / all);
    }

    /** Does something to all portions, and adds up what comes of it. */
    private Quality sum(List<Gaps> gaps, BiFunction<Passes, List<Gaps>, Quality> work) {
        Shares shares = Shares.of(
                gaps.size(),
                row -> TokenBatch.paddedLength(gaps.get(row).tokens().length, workers.config()),
                tokenBudget,
                workers.count());
        Quality[] sums = new Quality[shares.count()];
        workers.each(
                shares.count(),
                (passes, share) -> sums[share] = shares.each().get(share).portions().stream()
                        .map(portion -> Scoped.compute(() -> work.apply(
                                passes, portion.stream().map(gaps::get).toList())))
                        .reduce(Quality.NONE, Quality::plus));
        return Arrays.stream(sums).reduce(Quality.NONE, Quality::plus);
    }

    private Guess guess(Passes passes, List<Gaps> gaps) {
        TorchDevice device = workers.device();
        TokenBatch batch = TokenBatch.of(gaps.stream().map(Gaps::tokens).toList(), workers.config(), device);
        long[] places = IntStream.range(0, gaps.size())
                .boxed()
                .flatMapToLong(row ->
                        Arrays.stream(gaps.get(row).places()).mapToLong(place -> (long) row * batch.tokens() + place))
                .toArray();
        long[] truth = gaps.stream()
                .flatMapToLong(gap -> Arrays.stream(gap.truth()).asLongStream())
                .toArray();
        Tensor gapPlaces = device.integers(places, places.length);
        // Nothing else guesses masked tokens.
        Pass pass = passes.run(batch, (network, states) -> ((ModernBert) network).predictTokens(states, gapPlaces));
        return Scoped.withoutDerivatives(
                () -> new Guess(pass, torch.log_softmax(pass.output(), 1), device.integers(truth, truth.length, 1)));
    }

    /**
     * What the network thinks of some gaps.
     *
     * @param logShares logarithm of the probability of each token, [gaps, vocabulary]
     * @param truth the tokens that belong there, [gaps, 1]
     */
    private record Guess(Pass pass, Tensor logShares, Tensor truth) {
        /** The sum over the gaps. */
        double loss() {
            return -logShares.gather(1, truth).sum().item_float();
        }

        /** Sums over the gaps and not means. */
        Quality sums() {
            Tensor right = logShares.argmax(new LongOptional(1), true).eq(truth);
            return new Quality(loss(), right.sum().item_long());
        }

        /** The derivative of the mean over so many gaps. */
        Tensor slopes(long gaps) {
            return Scoped.withoutDerivatives(() -> logShares
                    .exp()
                    .scatter_add_(1, truth, truth.to(ScalarType.Float).fill_(new Scalar(-1)))
                    .div_(new Scalar((double) Math.max(1, gaps))));
        }
    }
}
