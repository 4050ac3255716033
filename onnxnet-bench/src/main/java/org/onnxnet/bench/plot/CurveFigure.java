package org.onnxnet.bench.plot;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves over one axis: how a network learns, or what a search has found. */
public final class CurveFigure {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;

    private CurveFigure() {}

    /**
     * Draws curves over common axes.
     *
     * @param curves with different names
     */
    public static Figure of(String title, String xAxis, String yAxis, List<Curve> curves) {
        XYChart chart = new XYChart(WIDTH, HEIGHT);
        chart.setTitle(title);
        chart.setXAxisTitle(xAxis);
        chart.setYAxisTitle(yAxis);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        for (Curve curve : curves) {
            chart.addSeries(curve.name(), curve.x(), curve.y()).setMarker(SeriesMarkers.NONE);
        }
        return new Figure(chart);
    }
}
