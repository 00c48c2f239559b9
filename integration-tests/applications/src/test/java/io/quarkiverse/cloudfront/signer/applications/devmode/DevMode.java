package io.quarkiverse.cloudfront.signer.applications.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.bootstrap.workspace.ArtifactSources;
import io.quarkus.bootstrap.workspace.SourceDir;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.bootstrap.workspace.WorkspaceModuleId;
import io.quarkus.deployment.dev.DevModeContext;
import io.quarkus.deployment.dev.DevModeMain;
import io.quarkus.dev.appstate.ApplicationStateNotification;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.maven.dependency.ResolvedDependencyBuilder;
import io.quarkus.paths.PathList;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.test.common.PathTestHelper;
import io.quarkus.test.config.TestConfigProviderResolver;

/**
 * An application that runs in dev mode in this process, with dependencies of its own, and whose files a test writes and
 * deletes. {@code QuarkusDevModeTest} only knows the dependencies of the module, and only changes files that exist.
 */
final class DevMode implements AutoCloseable {

    private static final String RESOURCES = "resources/";

    private final Path directory;
    private final Path main;
    private final DevModeMain running;

    private DevMode(Path directory, Path main, DevModeMain running) {
        this.directory = directory;
        this.main = main;
        this.running = running;
    }

    /**
     * @param files sources and resources, by their names below {@code src/main}
     */
    static DevMode start(List<Dependency> dependencies, Map<String, String> files) throws Exception {
        ((TestConfigProviderResolver) ConfigProviderResolver.instance()).getConfig(LaunchMode.DEVELOPMENT);
        Path directory = Files.createTempDirectory("dev-mode");
        Path main = directory.resolve("src/main");
        Path target = directory.resolve("target");
        Path classes = Files.createDirectories(target.resolve("classes"));
        Files.createDirectories(main.resolve("java"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(main.resolve(file.getKey()), file.getValue());
            if (file.getKey().startsWith(RESOURCES)) {
                write(classes.resolve(file.getKey().substring(RESOURCES.length())), file.getValue());
            }
        }
        DevModeContext context = new DevModeContext();
        context.setBaseName("dev-mode");
        context.setTest(true);
        context.setAbortOnFailedStart(true);
        context.setCacheDir(Files.createDirectories(target.resolve("cache")).toFile());
        context.getBuildSystemProperties().put("quarkus.console.disable-input", "true");
        ApplicationModel model = model(directory, classes, main, dependencies);
        compile(model, main.resolve("java"), classes);
        context.setApplicationRoot(new DevModeContext.ModuleInfo.Builder()
                .setArtifactKey(model.getAppArtifact().getKey())
                .setProjectDirectory(directory.toString())
                .setSourcePaths(PathList.of(main.resolve("java")))
                .setResourcePaths(PathList.of(main.resolve("resources")))
                .setSourceParents(PathList.of(main))
                .setClassesPath(classes.toString())
                .setResourcesOutputPath(classes.toString())
                .setPreBuildOutputDir(target.resolve("generated-sources").toString())
                .setTargetDir(target.toString()).build());
        DevModeMain running = new DevModeMain(context, model);
        running.start();
        ApplicationStateNotification.waitForApplicationStart();
        return new DevMode(directory, main, running);
    }

    /** As Maven does before the start. */
    private static void compile(ApplicationModel model, Path sources, Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> arguments = new ArrayList<>(List.of("-parameters", "-d", classes.toString(), "-classpath",
                    model.getRuntimeDependencies().stream().flatMap(dependency -> dependency.getResolvedPaths().stream())
                            .map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
            int options = arguments.size();
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
            if (arguments.size() > options) {
                assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                        .isZero();
            }
        }
    }

    private static ApplicationModel model(Path directory, Path classes, Path main, List<Dependency> dependencies)
            throws Exception {
        Path tests = PathTestHelper.getTestClassesLocation(DevMode.class);
        Files.createDirectories(PathTestHelper.getAppClassLocationForTestLocation(tests));
        ApplicationModel model;
        try (CuratedApplication application = QuarkusBootstrap.builder().setApplicationRoot(classes)
                .setMode(QuarkusBootstrap.Mode.DEV).setIsolateDeployment(true).setLocalProjectDiscovery(true)
                .addExcludedPath(tests).setProjectRoot(tests).setTargetDirectory(directory).setBaseName("dev-mode")
                .setBuildSystemProperties(new Properties()).setDisableClasspathCache(true).setForcedDependencies(dependencies)
                .build().bootstrap()) {
            model = application.getApplicationModel();
        }
        ResolvedDependency artifact = ResolvedDependencyBuilder.newInstance().setCoords(model.getAppArtifact())
                .setResolvedPath(classes)
                .setWorkspaceModule(WorkspaceModule.builder()
                        .setModuleId(WorkspaceModuleId.of("org.acme", "dev-mode", "1"))
                        .setModuleDir(directory).setBuildDir(directory.resolve("target"))
                        .addArtifactSources(ArtifactSources.main(SourceDir.of(main.resolve("java"), classes),
                                SourceDir.of(main.resolve("resources"), classes)))
                        .build())
                .build();
        return (ApplicationModel) Proxy.newProxyInstance(DevMode.class.getClassLoader(),
                new Class<?>[] { ApplicationModel.class }, (proxy, method, arguments) -> {
                    if (method.getName().equals("getAppArtifact")) {
                        return artifact;
                    }
                    if (method.getName().equals("getApplicationModule")) {
                        return artifact.getWorkspaceModule();
                    }
                    try {
                        return method.invoke(model, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /**
     * Writes a source or a resource, or deletes it. Quarkus sees the change if the time of the file differs from the former
     * one.
     *
     * @param name below {@code src/main}
     * @param content null to delete it
     */
    void set(String name, String content) throws IOException {
        Path file = main.resolve(name);
        if (content == null) {
            Files.deleteIfExists(file);
            return;
        }
        FileTime before = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        write(file, content);
        if (Files.getLastModifiedTime(file).toMillis() <= before.toMillis()) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1));
        }
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Override
    public void close() throws IOException {
        running.close();
        ((TestConfigProviderResolver) ConfigProviderResolver.instance()).restoreConfig();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
