package org.onnxnet.bench.plot;

import java.awt.Color;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Points over two axes, such as scores beside what was measured. */
public final class ScatterFigure {
    private static final int SIDE = 640;
    private static final int MARKER = 4;

    private ScatterFigure() {}

    /** Draws the points of a curve without joining them. */
    public static Figure of(String title, String xAxis, String yAxis, Curve points) {
        XYChart chart = new XYChart(SIDE, SIDE);
        chart.setTitle(title);
        chart.setXAxisTitle(xAxis);
        chart.setYAxisTitle(yAxis);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        chart.getStyler().setMarkerSize(MARKER);
        chart.addSeries(points.name(), points.x(), points.y()).setMarker(SeriesMarkers.CIRCLE);
        return new Figure(chart);
    }
}
