package org.onnxnet.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onnxnet.graph.Attribute;
import org.onnxnet.graph.Bytes;
import org.onnxnet.graph.ElementType;
import org.onnxnet.graph.Shape;
import org.onnxnet.graph.Tensor;

class ImageSizeTest {
    private static final ImageSize SIZE = new ImageSize(7, 300);

    private static ImageSize hex(String header) {
        return ImageSize.of(Bytes.wrap(HexFormat.of().parseHex(header.replace(" ", ""))));
    }

    private static ImageSize text(String header) {
        return ImageSize.of(Bytes.wrap(header.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static byte[] encoded(String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(new BufferedImage(300, 7, BufferedImage.TYPE_INT_RGB), format, out))
                    .isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "tiff"})
    void readsWhatTheJdkWrites(String format) {
        assertThat(ImageSize.of(Bytes.wrap(encoded(format)))).isEqualTo(SIZE);
    }

    // Headers by the specifications of the formats, of images 300 wide and 7 high.
    @ParameterizedTest
    @CsvSource({
        "'PNM with comments', '50360A23206D616465 0A 20 333030 09 23 0A 37 0A 323535 0A'",
        "'WebP, lossy', '52494646 00000000 57454250 56503820 00000000 500D00 9D012A 2C01 0700'",
        "'WebP, lossless', '52494646 00000000 57454250 5650384C 00000000 2F 2B810100'",
        "'WebP, extended', '52494646 00000000 57454250 56503858 0A000000 00000000 2B0100 060000'",
        "'JPEG 2000 codestream', 'FF4FFF51 002F 0000 0000012D 00000009 00000001 00000002'",
        "'JPEG 2000', '0000000C6A5020200D0A870A 0000000866747970 0000001E6A703268 0000001669686472 00000007 0000012C'",
        "'BMP of OS/2', '424D 00000000 00000000 00000000 0C000000 2C01 0700'",
        "'BMP from top to bottom', '424D 00000000 00000000 00000000 28000000 2C010000 F9FFFFFF'",
        "'TIFF with short numbers first byte first', "
                + "'4D4D002A 00000008 0002 0100 0003 00000001 012C0000 0101 0003 00000001 00070000'"
    })
    void readsHeaders(String format, String header) {
        assertThat(hex(header)).as(format).isEqualTo(SIZE);
    }

    @Test
    void damagedOrForeignBytesHaveNoSize() {
        assertThat(text("")).isNull();
        assertThat(text("GIF89a")).isNull();
        assertThat(text("P6\n12")).isNull();
        assertThat(text("P6 12x7\n")).isNull();
        assertThat(text("P6 0 7\n")).isNull();
        assertThat(hex("FFD8 FFE0 0000")).isNull();
        assertThat(hex("FFD8 FFD9")).isNull();
        assertThat(hex("FFD8 FFC0 0011 08 0000 012C")).isNull();
        assertThat(hex("424D")).isNull();
        assertThat(hex("0000000C6A5020200D0A870A 00000000 66747970")).isNull();
    }

    @Test
    void imagesThatLieOnTheirSideHaveNoCertainSize() {
        assertThat(hex("4D4D002A 00000008 0003 0100 0003 00000001 012C0000 0101 0003 00000001 00070000"
                        + "0112 0003 00000001 00060000"))
                .isNull();
    }

    /** Whatever the bytes, it comes to an end and says something possible. */
    @Property
    void changedAndCutHeadersDoNoHarm(@ForAll Random random) {
        byte[] file = encoded(List.of("png", "jpg", "bmp", "tiff").get(random.nextInt(4)));
        for (int change = random.nextInt(8); change > 0; change--) {
            file[random.nextInt(Math.min(file.length, 40))] = (byte) random.nextInt(256);
        }
        ImageSize size = ImageSize.of(Bytes.wrap(Arrays.copyOf(file, random.nextInt(file.length + 1))));
        if (size != null) {
            assertThat(size.height()).isPositive();
            assertThat(size.width()).isPositive();
        }
    }

    @Test
    void decodingGivesHeightWidthAndChannels() {
        byte[] file = encoded("png");
        Tensor bytes = Tensor.ofRaw("", ElementType.UINT8, Shape.of(file.length), Bytes.wrap(file));

        assertThat(NodeCase.of("ImageDecoder", 20).constant(bytes).types()).containsExactly("UINT8[7x300x3]");
        assertThat(NodeCase.of("ImageDecoder", 20)
                        .constant(bytes)
                        .with(Attribute.of("pixel_format", "Grayscale"))
                        .types())
                .containsExactly("UINT8[7x300x1]");
        assertThat(NodeCase.of("ImageDecoder", 20).constant(bytes).plainTypes()).containsExactly("UINT8[?x?x?]");
    }
}
