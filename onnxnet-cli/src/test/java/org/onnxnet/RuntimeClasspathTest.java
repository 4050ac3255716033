package org.onnxnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The libraries that are shipped beside {@code onnxnet.jar} are all that its classes name. Tests run with libraries of test scope
 * too, and a library that the command declares in that scope is no longer shipped, even if another module needs it.
 */
class RuntimeClasspathTest {
    private static final Path CLASSPATH = Path.of("target", "runtime-classpath");
    private static final Path OWN_CLASSES = Path.of("target", "classes");

    @Test
    void holdsEveryClassThatOursName() throws IOException {
        URL[] shipped = shipped();
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("org.onnxnet");
        try (URLClassLoader loader = new URLClassLoader(shipped, ClassLoader.getPlatformClassLoader())) {
            TreeSet<String> missing = new TreeSet<>();
            for (JavaClass type : ours) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    // Annotations that no one asks for at run time need not be there.
                    if (!target.isPrimitive()
                            && !target.isAnnotation()
                            && loader.getResource(target.getName().replace('.', '/') + ".class") == null) {
                        missing.add(target.getName() + ", named by " + type.getName());
                    }
                }
            }
            assertThat(missing).isEmpty();
        }
    }

    private static URL[] shipped() throws IOException {
        assertThat(CLASSPATH)
                .as("Maven writes it before the tests (dependency:build-classpath)")
                .isRegularFile();
        List<URL> urls = new ArrayList<>(List.of(url(OWN_CLASSES)));
        for (String entry : Files.readString(CLASSPATH).strip().split(File.pathSeparator, -1)) {
            urls.add(url(Path.of(entry)));
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
