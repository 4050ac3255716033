package org.onnxnet.bench.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;

/** A drawing that is ready to be written. */
public final class Figure {
    /** Points of the bitmap for each of the drawing, so that print is sharp. */
    private static final int SCALE = 2;

    private final Chart<?, ?> chart;

    Figure(Chart<?, ?> chart) {
        this.chart = chart;
    }

    /** Something that paints a file. */
    private interface Painter {
        void paintTo(Path file) throws IOException;
    }

    /**
     * Writes {@code NAME.png} and {@code NAME.svg}, each under a temporary name first.
     *
     * @param folder made if it is not there
     * @throws IOException if a file cannot be written
     */
    public void save(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        move(folder, name + ".png", this::paintPng);
        move(folder, name + ".svg", this::paintSvg);
    }

    private static void move(Path folder, String name, Painter painter) throws IOException {
        Path temporary = folder.resolve(name + ".part");
        try {
            painter.paintTo(temporary);
            Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void paintPng(Path file) throws IOException {
        int width = SCALE * chart.getWidth();
        int height = SCALE * chart.getHeight();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.scale(SCALE, SCALE);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
    }

    private void paintSvg(Path file) throws IOException {
        SVGGraphics2D graphics = new SVGGraphics2D(emptyDocument());
        graphics.setSVGCanvasSize(new java.awt.Dimension(chart.getWidth(), chart.getHeight()));
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            graphics.stream(out, true);
        }
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform makes XML documents", e);
        }
    }
}
