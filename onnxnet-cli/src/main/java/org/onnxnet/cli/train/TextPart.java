package org.onnxnet.cli.train;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.onnxnet.encoder.Component;

/** What a text carries: its components, and names for none and for all of the paper's, which leaves out the summary. */
public enum TextPart {
    BASE,
    INPUTS,
    PARAMETERS,
    OUT_SHAPE,
    FULL,
    SUMMARY;

    public Set<Component> components() {
        return switch (this) {
            case BASE -> EnumSet.noneOf(Component.class);
            case INPUTS -> EnumSet.of(Component.INPUTS);
            case PARAMETERS -> EnumSet.of(Component.PARAMETERS);
            case OUT_SHAPE -> EnumSet.of(Component.OUT_SHAPE);
            case FULL -> EnumSet.of(Component.INPUTS, Component.PARAMETERS, Component.OUT_SHAPE);
            case SUMMARY -> EnumSet.of(Component.SUMMARY);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
