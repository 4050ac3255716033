package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OnnxNetException;
import org.onnxnet.predictor.runtime.Cancellation;

class PredictorTest {
    /** Scores a network by its number of nodes. */
    private static final class ByNodes implements Predictor {
        @Override
        public String name() {
            return "nodes";
        }

        @Override
        public String description() {
            return "Number of nodes.";
        }

        @Override
        public double[] score(List<OnnxGraph> graphs, ProgressListener progress, Cancellation cancellation) {
            return ParallelScoring.score(graphs, graph -> graph.nodes().size(), progress, cancellation);
        }

        @Override
        public void close() {}
    }

    private record Candidate(String name, int depth) {
        OnnxGraph graph() {
            return chain(depth);
        }
    }

    private final Predictor predictor = new ByNodes();

    @Test
    void ranksNetworks() {
        List<OnnxGraph> graphs = List.of(chain(1), chain(3), chain(2));
        Ranking<OnnxGraph> ranking = predictor.rank(graphs);
        assertThat(ranking.predictor()).isEqualTo("nodes");
        assertThat(ranking.best()).isSameAs(graphs.get(1));
        assertThat(predictor.topK(graphs, 2).items()).containsExactly(graphs.get(1), graphs.get(2));
    }

    @Test
    void ranksObjectsOfTheCaller() {
        List<Candidate> candidates =
                List.of(new Candidate("shallow", 1), new Candidate("deep", 5), new Candidate("deep too", 5));
        assertThat(predictor.rank(candidates, Candidate::graph).items())
                .extracting(Candidate::name)
                .containsExactly("deep", "deep too", "shallow");
        assertThat(predictor.topK(candidates, 1, Candidate::graph).best().name())
                .isEqualTo("deep");
    }

    @Test
    void scoresOneNetwork() {
        assertThat(predictor.score(chain(4))).isEqualTo(4);
    }

    @Test
    void scoresManyNetworksInOrder() {
        List<OnnxGraph> many =
                IntStream.range(0, 500).mapToObj(i -> chain(i % 7)).toList();
        double[] wanted = IntStream.range(0, 500).mapToDouble(i -> i % 7).toArray();
        assertThat(predictor.score(many)).containsExactly(wanted);
        assertThat(predictor.score(List.<OnnxGraph>of())).isEmpty();
    }

    @Test
    void aFailureNamesTheNetwork() {
        List<OnnxGraph> graphs = List.of(chain(1), chain(2));
        ToDoubleFunction<OnnxGraph> refusesTwo = graph -> {
            if (graph.nodes().size() == 2) {
                throw new OnnxNetException("too long");
            }
            return 0;
        };
        assertThatThrownBy(() -> ParallelScoring.score(graphs, refusesTwo, ProgressListener.NONE, new Cancellation()))
                .isInstanceOf(OnnxNetException.class)
                .hasMessage("network at index 1: too long");
    }

    @Test
    void progressCountsEveryNetworkOnce() {
        List<OnnxGraph> graphs = List.of(chain(1), chain(2), chain(3));
        List<Integer> heard = new ArrayList<>();
        predictor.score(graphs, (done, total) -> heard.add(10 * done + total), new Cancellation());
        assertThat(heard).containsExactly(13, 23, 33);
    }

    @Test
    void ranksInTheBackground() throws Exception {
        List<Candidate> candidates = List.of(new Candidate("shallow", 1), new Candidate("deep", 5));
        assertThat(predictor
                        .rankAsync(candidates, Candidate::graph, ProgressListener.NONE)
                        .get()
                        .best()
                        .name())
                .isEqualTo("deep");
        assertThat(predictor
                        .scoreAsync(List.of(chain(4)), ProgressListener.NONE)
                        .get())
                .containsExactly(4);
    }

    @Test
    void cancellingTheFutureStopsTheWork() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> stopped = new CompletableFuture<>();
        CompletableFuture<String> future = Background.run(cancellation -> {
            started.countDown();
            while (!cancellation.isCancelled()) {
                Thread.onSpinWait();
            }
            stopped.complete("stopped");
            return "result";
        });
        started.await();
        assertThat(future.cancel(true)).isTrue();
        assertThat(stopped.get(1, TimeUnit.MINUTES)).isEqualTo("stopped");
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void aFailureInTheBackgroundIsTheFuturesFailure() {
        assertThatThrownBy(() -> Background.run(cancellation -> {
                            throw new OnnxNetException("no");
                        })
                        .get())
                .hasCauseInstanceOf(OnnxNetException.class);
    }

    @Test
    void ranksAStreamPieceByPiece() {
        Iterator<Candidate> many = IntStream.range(0, 2500)
                .mapToObj(i -> new Candidate("c" + i, i % 50))
                .iterator();
        Ranking<Candidate> best = predictor.topK(many, 3, Candidate::graph);
        assertThat(best.items()).extracting(Candidate::name).containsExactly("c49", "c99", "c149");
        assertThat(predictor
                        .topK(List.<Candidate>of().iterator(), 3, Candidate::graph)
                        .size())
                .isZero();
    }

    @Test
    void comparesTwoNetworks() {
        assertThat(predictor.compare(chain(2), chain(1))).isEqualTo(1);
        assertThat(predictor.compare(chain(1), chain(2))).isZero();
        assertThat(predictor.compare(chain(1), chain(1))).isEqualTo(0.5);
    }

    private static OnnxGraph chain(int length) {
        return OnnxGraph.build(17, g -> {
            String value = g.input("x", ElementType.FLOAT, 1, 3);
            for (int i = 0; i < length; i++) {
                value = g.op("Relu", List.of(value));
            }
            g.output(value, ElementType.FLOAT, 1, 3);
        });
    }
}
