package org.onnxnet.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.onnxnet.OnnxGraph;

/** Ranks more candidates than fit into memory, piece by piece, and keeps the best. */
final class StreamRanking {
    /** Enough for batches to be full, few enough to hold as graphs. */
    private static final int PIECE = 1024;

    private StreamRanking() {}

    static <T> Ranking<T> top(
            Predictor predictor, Iterator<T> candidates, int k, Function<? super T, OnnxGraph> graphOf) {
        List<T> best = new ArrayList<>();
        double[] scores = {};
        while (candidates.hasNext()) {
            List<T> piece = new ArrayList<>();
            while (candidates.hasNext() && piece.size() < PIECE) {
                piece.add(candidates.next());
            }
            double[] found =
                    predictor.score(piece.stream().<OnnxGraph>map(graphOf).toList());
            best.addAll(piece);
            double[] all = Arrays.copyOf(scores, best.size());
            System.arraycopy(found, 0, all, scores.length, found.length);
            // Those kept come first, so that of equal ones the earlier stays.
            Ranking<T> ranking = Ranking.of(predictor.name(), best, all).top(k);
            best = new ArrayList<>(ranking.items());
            scores = ranking.stream().mapToDouble(Ranking.Entry::score).toArray();
        }
        return Ranking.of(predictor.name(), best, scores).top(k);
    }
}
