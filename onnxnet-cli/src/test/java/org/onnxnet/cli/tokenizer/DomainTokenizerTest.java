package org.onnxnet.cli.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The domain tokenizer of onnxnet-predictor is what its texts and the operator table make it. After a change that is meant,
 * {@code ./mvnw -pl onnxnet-cli -am test -Dtest=DomainTokenizerTest -Dsurefire.failIfNoSpecifiedTests=false -Donnxnet.golden=write}
 * writes it again, and {@code scripts/domain-tokenizer-ids.py} what other libraries make of it. Models keep the tokenizer that
 * they were trained with in their directories.
 */
class DomainTokenizerTest {
    private static final Path RESOURCES = Path.of(
            "..", "onnxnet-predictor", "src", "main", "resources", "org", "onnxnet", "predictor", "text", "domain");

    @Test
    void isBuiltAgainToTheByte() throws IOException {
        for (Map.Entry<String, String> file :
                TokenizerFiles.of(TokenizerTexts.bySource()).entrySet()) {
            Path path = RESOURCES.resolve(file.getKey());
            if ("write".equals(System.getProperty("onnxnet.golden"))) {
                Files.createDirectories(RESOURCES);
                Files.writeString(path, file.getValue());
            }
            assertThat(file.getValue()).as("%s", path).isEqualTo(Files.readString(path));
        }
    }
}
