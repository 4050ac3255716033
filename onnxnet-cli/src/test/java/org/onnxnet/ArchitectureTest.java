package org.onnxnet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules that hold between modules and packages. This module's tests see every module, so they live here. */
class ArchitectureTest {
    private static final String ROOT = "org.onnxnet";

    /** What each module may see besides itself. A package that no module claims belongs to core. */
    private static final Map<String, Set<String>> MAY_SEE = Map.of(
            "core", Set.of(),
            "encoder", Set.of("core"),
            "predictor", Set.of("core", "encoder"),
            "bench", Set.of("core", "encoder"),
            "trainer", Set.of("core", "encoder", "predictor"),
            "cli", Set.of("core", "encoder", "predictor", "bench", "trainer"));

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                // Test helpers that one module lends to others come as onnxnet-core-VERSION-tests.jar.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages(ROOT);
    }

    @Test
    void seesTheModulesItJudges() {
        assertThat(classes.stream().map(ArchitectureTest::module)).contains("core", "cli");
    }

    @TestFactory
    Iterable<DynamicTest> modulesSeeOnlyWhatTheyMay() {
        return MAY_SEE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String self = entry.getKey();
                    Set<String> allowed = entry.getValue();
                    check(noClasses()
                            .that(describe("belong to " + self, type -> isIn(self, type)))
                            .should()
                            .dependOnClassesThat(describe(
                                    "belong to a module other than " + self + " and " + allowed,
                                    type -> isOurs(type) && !isIn(self, type) && !allowed.contains(module(type)))));
                }))
                .toList();
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().assignedFrom(packages()).should().beFreeOfCycles());
    }

    @Test
    void coreUsesOnlyItsThreeLibraries() {
        check(classes()
                .that(describe("belong to core", type -> isIn("core", type)))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", ROOT + "..", "com.google.protobuf..", "org.slf4j..", "org.jspecify.."));
    }

    @Test
    void onlyIoSeesProtobuf() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".io..", ROOT + ".proto..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".proto..", "com.google.protobuf.."));
    }

    @Test
    void librariesDoNotPrint() {
        check(noClasses()
                .that(describe("belong to a library", type -> isOurs(type) && !isIn("cli", type)))
                .should(ACCESS_STANDARD_STREAMS));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static boolean isIn(String module, JavaClass type) {
        return isOurs(type) && module(type).equals(module);
    }

    private static String module(JavaClass type) {
        String top = topLevelPackage(type);
        return MAY_SEE.containsKey(top) ? top : "core";
    }

    /** {@code simplify} for {@code org.onnxnet.simplify.rule.Foo}, empty for {@code org.onnxnet.Foo}. */
    private static String topLevelPackage(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages under " + ROOT;
            }
        };
    }
}
