package io.quarkiverse.cloudfront.signer.applications;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

import io.quarkiverse.cloudfront.signer.applications.modes.Covers;
import io.quarkus.bootstrap.app.AugmentAction;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.dev.spi.HotReplacementContext;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.test.common.PathTestHelper;

/**
 * Builds an application in this process without starting it.
 */
final class ApplicationBuild {

    private ApplicationBuild() {
    }

    /**
     * @return the warnings and errors of the build
     */
    static List<String> run(Path directory, QuarkusBootstrap.Mode mode, String... extensions) throws Exception {
        ProblemHandler problems = new ProblemHandler();
        Logger root = LogManager.getLogManager().getLogger("");
        root.addHandler(problems);
        DevConsoleManager.setHotReplacementContext(withoutSources());
        try (CuratedApplication application = bootstrap(directory, mode, extensions)) {
            AugmentAction build = application.createAugmentor();
            if (mode == QuarkusBootstrap.Mode.PROD) {
                build.createProductionApplication();
            } else {
                build.createInitialRuntimeApplication();
            }
        } finally {
            root.removeHandler(problems);
            DevConsoleManager.setHotReplacementContext(null);
        }
        return problems.messages;
    }

    /**
     * Dev UI reads the source directories from it.
     */
    private static HotReplacementContext withoutSources() {
        return (HotReplacementContext) Proxy.newProxyInstance(ApplicationBuild.class.getClassLoader(),
                new Class<?>[] { HotReplacementContext.class },
                (context, method, arguments) -> method.getReturnType() == List.class ? List.of() : null);
    }

    /** Of the build and of the application. */
    static List<String> artifacts(Path directory, QuarkusBootstrap.Mode mode, String... extensions) throws Exception {
        try (CuratedApplication application = bootstrap(directory, mode, extensions)) {
            return names(application.getApplicationModel().getDependencies());
        }
    }

    static List<String> runtimeArtifacts(Path directory, QuarkusBootstrap.Mode mode, String... extensions) throws Exception {
        try (CuratedApplication application = bootstrap(directory, mode, extensions)) {
            return names(application.getApplicationModel().getRuntimeDependencies());
        }
    }

    private static List<String> names(Collection<ResolvedDependency> artifacts) {
        return artifacts.stream().map(artifact -> artifact.getGroupId() + ":" + artifact.getArtifactId()).toList();
    }

    private static CuratedApplication bootstrap(Path directory, QuarkusBootstrap.Mode mode, String... extensions)
            throws Exception {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        ShrinkWrap.create(JavaArchive.class).addClass(Covers.class).as(ExplodedExporter.class)
                .exportExplodedInto(classes.toFile());
        Properties properties = new Properties();
        // the only extension here that looks for a container unless its server is configured
        properties.setProperty("quarkus.oidc.devservices.enabled", "false");
        properties.setProperty("quarkus.keycloak.devservices.enabled", "false");
        // Surefire's own, which does not read keys
        properties.setProperty("quarkus.console.enabled", "false");
        Path tests = PathTestHelper.getTestClassesLocation(ApplicationBuild.class);
        Files.createDirectories(PathTestHelper.getAppClassLocationForTestLocation(tests));
        return QuarkusBootstrap.builder()
                .setApplicationRoot(classes)
                .setMode(mode)
                .setIsolateDeployment(true)
                .setLocalProjectDiscovery(true)
                .addExcludedPath(tests)
                .setProjectRoot(tests)
                .setTargetDirectory(directory)
                .setBaseName("first-attempt")
                .setBuildSystemProperties(properties)
                .setDisableClasspathCache(true)
                .setForcedDependencies(Applications.dependencies(extensions))
                .build().bootstrap();
    }

    private static final class ProblemHandler extends Handler {

        private final Formatter formatter = new SimpleFormatter();
        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                messages.add(entry.getLoggerName() + ": " + formatter.formatMessage(entry));
            }
        }

        @Override
        public void flush() {
            // not written
        }

        @Override
        public void close() {
            // as above
        }
    }
}
