package org.onnxnet.cli.space;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onnxnet.bench.network.ExporterStyle;
import org.onnxnet.bench.network.ImageShape;
import org.onnxnet.bench.network.NetworkOptions;
import org.onnxnet.bench.network.Weights;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How large the network of an architecture is and how its file looks; what is left out is that of the space. */
final class MacroOptions {
    /** Where parameters go, as words of the command line. */
    enum WeightsAs {
        INPUTS,
        INITIALIZERS
    }

    @Option(names = "--head", paramLabel = "HEAD", description = "What ends the network; an unknown one lists all.")
    private @Nullable String head;

    @Option(names = "--channels", paramLabel = "C", description = "Channels of the first stage.")
    private @Nullable Integer channels;

    @Option(names = "--layers", paramLabel = "L", description = "Cells a stage, or in the network.")
    private @Nullable Integer layers;

    @Option(
            names = "--image",
            paramLabel = "CxHxW",
            converter = ImageConverter.class,
            description = "Shape of the image; default: 3x32x32 in most spaces.")
    private @Nullable ImageShape image;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description = "Outputs of the classifier; default: 10 in most spaces.")
    private @Nullable Integer classes;

    @Option(
            names = "--style",
            paramLabel = "STYLE",
            description = "Exporter that the file looks like: ${COMPLETION-CANDIDATES}.")
    private @Nullable ExporterStyle style;

    @Option(
            names = "--weights",
            paramLabel = "AS",
            description = "Parameters as ${COMPLETION-CANDIDATES}; initializers have first values drawn with --seed."
                    + " Default: INPUTS.")
    private @Nullable WeightsAs weights;

    @Option(
            names = "--full-cse",
            description = "Merge equal nodes to the end, as a second run of onnx-simplifier does.")
    private boolean fullCse;

    /** The options of a space with what the user chose in place. */
    NetworkOptions applyTo(NetworkOptions defaults, long seed) {
        NetworkOptions options = defaults;
        options = head == null ? options : options.withHead(head);
        options = channels == null ? options : options.withChannels(channels);
        options = layers == null ? options : options.withLayers(layers);
        options = image == null ? options : options.withImage(image);
        options = classes == null ? options : options.withClasses(classes);
        options = style == null ? options : options.withStyle(style);
        options = weights == WeightsAs.INITIALIZERS ? options.withWeights(Weights.initializers(seed)) : options;
        return fullCse ? options.withFullCse(true) : options;
    }

    /** {@code 3x32x32}. */
    static final class ImageConverter implements ITypeConverter<ImageShape> {
        @Override
        public ImageShape convert(String text) {
            String[] sizes = text.toLowerCase(Locale.ROOT).split("x", -1);
            if (sizes.length != 3) {
                throw new TypeConversionException("found '" + text + "', wanted CxHxW such as 3x32x32");
            }
            try {
                return new ImageShape(
                        Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("found '" + text + "', wanted CxHxW such as 3x32x32");
            }
        }
    }
}
