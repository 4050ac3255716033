package org.onnxnet.simplify.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onnxnet.simplify.SimplifyMode;
import org.onnxnet.simplify.rewrite.FunctionRule;
import org.onnxnet.simplify.rewrite.Rule;
import org.onnxnet.simplify.rewrite.RuleInfo;

/** Every rule is in the catalogue, has a test class and an example, and docs/simplifier-rules.md says what the catalogue says. */
class RulesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/onnxnet/simplify/rule");
    private static final Path TESTS = Path.of("src/test/java/org/onnxnet/simplify/rule");
    private static final Path PAGE = Path.of("../docs/simplifier-rules.md");
    private static final String PEERS = "\n## Passes of other simplifiers\n";

    @Test
    void everyRuleClassIsListed() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<String> classes = files.filter(RulesTest::isRule)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList();
            assertThat(Rules.all().stream().map(Rule::name).sorted()).containsExactlyElementsOf(classes);
        }
    }

    private static boolean isRule(Path file) {
        try {
            return Files.readString(file).contains("@RuleInfo(");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyRuleHasItsTests() {
        assertThat(Rules.all()).allSatisfy(rule -> {
            String test = Files.readString(TESTS.resolve(rule.name() + "Test.java"));
            assertThat(test).contains("rule.fires").contains("rule.doesNotFire");
        });
    }

    @Test
    void everyRuleExplainsItself() {
        assertThat(Rules.all()).allSatisfy(rule -> {
            assertThat(rule.info().summary()).endsWith(".");
            assertThat(rule.info().example()).contains(" -> ");
            String source = Files.readString(SOURCES.resolve(rule.name() + ".java"));
            assertThat(source).as("an example in the Javadoc").contains("<pre>").contains("-> ");
        });
    }

    @Test
    void losslessRulesRunInBothModes() {
        assertThat(Rules.all()).containsAll(Rules.lossless());
        assertThat(Rules.lossless())
                .allSatisfy(rule -> assertThat(rule.info().lossless()).isTrue())
                .isNotEmpty();
    }

    /** {@code -Donnxnet.write=true} writes the page instead, but for the part that people write. */
    @Test
    void thePageIsUpToDate() throws IOException {
        if (Boolean.getBoolean("onnxnet.write")) {
            Files.writeString(PAGE, page() + peers());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page() + peers());
    }

    @Test
    void whatIsSaidOfPeersNamesRulesThatExist() throws IOException {
        List<String> names = Rules.all().stream().map(Rule::name).toList();
        assertThat(Pattern.compile("`([A-Z][A-Za-z]+)`").matcher(peers()).results())
                .isNotEmpty()
                .allSatisfy(match -> assertThat(names).contains(match.group(1)));
    }

    /** The end of the page, which is not made from the rules. */
    private static String peers() throws IOException {
        String text = Files.readString(PAGE);
        return text.substring(text.indexOf(PEERS));
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Rules of the simplifier

                Written from the rules themselves by
                `./mvnw test -pl onnxnet-core -Dtest=RulesTest -Donnxnet.write=true`; a test fails where this page lags behind.
                LOSSLESS rules keep every output bit and the interface and run in both modes; CANONICAL rules keep outputs up to
                rounding. Rules are tried in this order, until none has anything more to say.
                """);
        for (SimplifyMode mode : SimplifyMode.values()) {
            page.append("\n## ")
                    .append(mode)
                    .append("\n\n| rule | starts from | what it does | example |\n|---|---|---|---|\n");
            for (Rule rule : Rules.all()) {
                if (rule.info().lossless() == (mode == SimplifyMode.LOSSLESS)) {
                    page.append(line(rule));
                }
            }
        }
        return page.toString();
    }

    private static String line(Rule rule) {
        RuleInfo info = rule.info();
        String none = rule instanceof FunctionRule ? "local functions" : "initializers";
        String roots = info.roots().length == 0
                ? none
                : String.join(
                        ", ",
                        Arrays.stream(info.roots())
                                .map(root -> root.equals(RuleInfo.ANY) ? "any node" : root)
                                .toList());
        return "| `" + rule.name() + "` | " + roots + " | " + info.summary() + " | `" + info.example() + "` |\n";
    }
}
