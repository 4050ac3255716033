package org.onnxnet.predictor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Nothing may send anything home from the user's process: an upgrade that brings telemetry must not go unseen. */
class NoTelemetryTest {
    @Test
    void theRuntimeHasNowhereToSendTo() throws IOException, URISyntaxException {
        Path jar = Path.of(OrtEnvironment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> libraries = zip.stream()
                    .filter(entry -> entry.getName().endsWith("/libonnxruntime.so"))
                    .toList();
            assertThat(libraries).isNotEmpty();
            for (ZipEntry library : libraries) {
                try (InputStream in = zip.getInputStream(library)) {
                    String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                    assertThat(bytes.contains("events.data.microsoft.com"))
                            .as(library.getName())
                            .isFalse();
                }
            }
        }
    }
}
