package org.onnxnet.bench.plot;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.onnxnet.bench.diversity.Distribution;
import org.onnxnet.bench.diversity.SpaceSample;

/** The figures of the ONNX-Net paper that show how search spaces differ. */
public final class DiversityFigures {
    private static final int SIDE = 760;
    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;
    private static final int BINS = 40;

    private DiversityFigures() {}

    /** Figure 2: Jensen-Shannon divergence in bits, between spaces and, on the diagonal, within each. */
    public static Figure divergence(List<SpaceSample> samples) {
        HeatMapChart chart = new HeatMapChart(SIDE, SIDE, ChartTheme.XChart);
        chart.setTitle("Jensen-Shannon divergence (bits); diagonal: within the space");
        List<String> names = samples.stream().map(SpaceSample::space).toList();
        List<Number[]> cells = cells(samples);
        chart.addSeries("bits", names, names, cells);
        chart.getStyler().setMin(0);
        chart.getStyler().setMax(nextTenth(cells));
        chart.getStyler().setShowValue(true);
        chart.getStyler().setValueFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        chart.getStyler().setHeatMapValueDecimalPattern("0.000");
        chart.getStyler().setRangeColors(new Color[] {new Color(0xF7FBFF), new Color(0x6BAED6), new Color(0x2171B5)});
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setXAxisLabelRotation(45);
        return new Figure(chart);
    }

    /** A round upper end for the colours. */
    private static double nextTenth(List<Number[]> cells) {
        double most =
                cells.stream().mapToDouble(cell -> cell[2].doubleValue()).max().orElse(0);
        return (Math.floor(10 * most) + 1) / 10;
    }

    private static List<Number[]> cells(List<SpaceSample> samples) {
        List<Number[]> cells = new ArrayList<>();
        for (int x = 0; x < samples.size(); x++) {
            for (int y = 0; y < samples.size(); y++) {
                double bits = x == y
                        ? samples.get(x).divergenceWithin()
                        : samples.get(x).divergenceFrom(samples.get(y));
                cells.add(new Number[] {x, y, bits});
            }
        }
        return cells;
    }

    /** Left half of figure 3: node counts on a logarithmic axis, a curve for each space; a network without nodes stands at 1. */
    public static Figure nodes(List<SpaceSample> samples) {
        XYChart chart = curves("Nodes of a network", "nodes");
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setXAxisDecimalPattern("0");
        double most = samples.stream()
                .mapToDouble(sample -> sample.nodes().max())
                .max()
                .orElse(1);
        for (SpaceSample sample : samples) {
            double[] logs = sample.networks().stream()
                    .mapToDouble(network -> Math.log10((double) Math.max(1, network.total())))
                    .toArray();
            add(chart, sample.space(), Distribution.of(logs), 0, Math.log10(most), log -> Math.pow(10, log));
        }
        return new Figure(chart);
    }

    /**
     * Right half of figure 3: what was measured, a curve for each table.
     *
     * @param accuracies in percent, by name; each of one protocol, which the name should say
     */
    public static Figure accuracies(Map<String, Distribution> accuracies) {
        XYChart chart = curves("CIFAR-10 accuracy", "accuracy in percent");
        accuracies.forEach((name, distribution) -> add(chart, name, distribution, 0, 100, x -> x));
        return new Figure(chart);
    }

    private static XYChart curves(String title, String axis) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setTitle(title);
        chart.setXAxisTitle(axis);
        chart.setYAxisTitle("share of the networks");
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setYAxisMin(0.0);
        return chart;
    }

    /** @param place from a value to where it is drawn on the axis */
    private static void add(
            XYChart chart, String name, Distribution distribution, double from, double to, DoubleUnaryOperator place) {
        double[] shares = distribution.histogram(from, to, BINS);
        double[] x = new double[BINS + 1];
        double[] y = new double[BINS + 1];
        for (int bin = 0; bin <= BINS; bin++) {
            x[bin] = place.applyAsDouble(from + (to - from) * bin / BINS);
            y[bin] = bin < BINS ? shares[bin] : 0;
        }
        chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE);
    }
}
