package org.onnxnet.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.onnxnet.OnnxGraph;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.OnnxNetException;

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
        public double[] score(List<OnnxGraph> graphs) {
            return ParallelScoring.score(graphs, graph -> graph.nodes().size());
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
        assertThatThrownBy(() -> ParallelScoring.score(graphs, graph -> {
                    if (graph.nodes().size() == 2) {
                        throw new OnnxNetException("too long");
                    }
                    return 0;
                }))
                .isInstanceOf(OnnxNetException.class)
                .hasMessage("network at index 1: too long");
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
