package org.onnxnet.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory this process has, heap and native, as Linux counts it. */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    static String peak() throws IOException {
        return "peak " + entry("VmHWM");
    }

    static String resident() throws IOException {
        return "resident " + entry("VmRSS");
    }

    private static String entry(String name) throws IOException {
        if (!Files.exists(STATUS)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", "") + " kB")
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
