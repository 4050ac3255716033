package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.OpId;

class ContributedLayoutRulesTest {
    private static final Attribute CHANNELS_LAST = Attribute.of("channels_last", 1);

    private static NodeCase of(String type) {
        return NodeCase.of(new OpId("com.microsoft.nchwc", type), 1);
    }

    @Test
    void onlyWholeBlocksOfAllProcessorsAreCertain() {
        assertThat(of("ReorderInput").floats("1 32 8 9").types()).containsExactly("FLOAT[1x32x8x9]");
        assertThat(of("ReorderInput").floats("1 24 8 9").types()).containsExactly("FLOAT[1x?x8x9]");
        assertThat(of("ReorderInput").floats("n c 8 9").types()).containsExactly("FLOAT[nx?x8x9]");
        assertThat(of("ReorderInput").floats("1 8 9 32").with(CHANNELS_LAST).types())
                .containsExactly("FLOAT[1x32x8x9]");
        assertThat(of("ReorderInput").floats("32").problem()).contains("less than 2 dimensions");
    }

    @Test
    void anAttributeSaysHowManyChannelsCount() {
        Attribute channels = Attribute.of("channels", 20);
        assertThat(of("ReorderOutput").floats("n 32 8 9").with(channels).types())
                .containsExactly("FLOAT[nx20x8x9]");
        assertThat(of("ReorderOutput")
                        .floats("n 32 8 9")
                        .with(channels, CHANNELS_LAST)
                        .types())
                .containsExactly("FLOAT[nx8x9x20]");
        assertThat(of("ReorderOutput").floats("n 32 8 9").problem()).contains("channels is 0");
    }

    @Test
    void convolutionsAndPoolsAreThoseOfImages() {
        assertThat(of("Conv").floats("1 16 8 8").floats("32 16 3 3").types()).containsExactly("FLOAT[1x32x6x6]");
        assertThat(of("MaxPool")
                        .floats("1 16 8 8")
                        .with(Attribute.ofInts("kernel_shape", 2, 3))
                        .types())
                .containsExactly("FLOAT[1x16x7x6]");
        assertThat(of("GlobalAveragePool").floats("n 16 8 8").types()).containsExactly("FLOAT[nx16x1x1]");
    }

    @Test
    void scalesAreWholeNumbers() {
        Attribute scales = Attribute.ofInts("scales", 1, 1, 2, 3);
        assertThat(of("Upsample").floats("n 16 8 w").with(scales).types()).containsExactly("FLOAT[nx16x16x3*w]");
        assertThat(of("Upsample").floats("n 16 8 8").types()).containsExactly("FLOAT[?x?x?x?]");
        assertThat(of("Upsample").floats("n 16 8").with(scales).problem()).contains("4 scales");
    }
}
