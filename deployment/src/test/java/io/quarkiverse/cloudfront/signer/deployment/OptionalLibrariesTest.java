package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkus.bootstrap.resolver.maven.MavenArtifactResolver;

/**
 * An application that has the extension and none of its optional libraries, and leaves BouncyCastle out. A native build
 * initializes the classes of the
 * extension at build time.
 */
@Tag("nightly")
class OptionalLibrariesTest {

    /** The classes of the extension, without its tests. */
    private static JavaClasses runtime;

    /** The extension and its mandatory dependencies. */
    private static URLClassLoader application;

    /** For each class, the classes it refers to that the application does not have. */
    private static final Map<String, String> MISSING = new TreeMap<>();

    @BeforeAll
    static void resolve() throws Exception {
        // a directory, or a JAR if the build has already packaged it
        List<URL> extension = Stream.of(CloudFrontSigner.class, SignedPlaylists.class, CloudFrontSignerRecorder.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation()).toList();
        runtime = new ClassFileImporter(
                List.of(location -> extension.stream().anyMatch(module -> location.contains(module.getPath()))))
                .importPackages(CloudFrontSigner.class.getPackageName());
        List<URL> urls = mandatoryDependencies();
        urls.addAll(extension);
        application = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        for (JavaClass type : runtime) {
            // a class also needs what its superclasses need
            Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream())
                    .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> !target.isPrimitive() && application.getResource(file(target)) == null)
                    .findAny().ifPresent(target -> MISSING.put(type.getName(), target.getName()));
        }
        // a bean where BouncyCastle is, whose classes it loads late
        MISSING.put(BouncyCastleLibrary.class.getName(), "org.bouncycastle");
    }

    private static List<URL> mandatoryDependencies() throws Exception {
        MavenArtifactResolver maven = MavenArtifactResolver.builder()
                .setCurrentProject(Path.of("").toAbsolutePath().toString()).build();
        Artifact extension = new DefaultArtifact("io.quarkiverse.cloudfront", "quarkus-cloudfront-signer", "jar",
                maven.getMavenContext().getCurrentProject().getVersion());
        CollectRequest application = maven.newCollectManagedRequest(new DefaultArtifact("an", "application", "jar", "1"),
                List.of(new Dependency(extension, JavaScopes.COMPILE)),
                maven.resolveDescriptor(extension).getManagedDependencies(), List.of(), List.of(),
                Set.of(JavaScopes.TEST, JavaScopes.PROVIDED));
        List<URL> urls = new ArrayList<>();
        for (ArtifactResult result : maven.getSystem()
                .resolveDependencies(maven.getSession(), new DependencyRequest(application, null)).getArtifactResults()) {
            // the only one that applications can leave out
            boolean bouncyCastle = result.getArtifact().getGroupId().equals("org.bouncycastle");
            if (!bouncyCastle && !result.getArtifact().getGroupId().equals(extension.getGroupId())) {
                urls.add(result.getArtifact().getFile().toURI().toURL());
            }
        }
        return urls;
    }

    private static String file(JavaClass type) {
        return type.getName().replace('.', '/') + ".class";
    }

    @AfterAll
    static void close() throws IOException {
        application.close();
    }

    /** A rule also passes if it does not find any classes to check. */
    @Test
    void optionalLibraries_areMissing() {
        assertThat(MISSING.values()).anyMatch(name -> name.startsWith("com.amazon.corretto."))
                .anyMatch(name -> name.startsWith("com.fasterxml.jackson."))
                .anyMatch(name -> name.startsWith("io.quarkus.qute."))
                .anyMatch(name -> name.startsWith("org.jboss.resteasy.reactive."))
                .anyMatch(name -> name.startsWith("io.micrometer.")).anyMatch(name -> name.startsWith("io.opentelemetry."))
                .anyMatch(name -> name.startsWith("org.bouncycastle."))
                .noneMatch(name -> name.startsWith("io.quarkus.arc."));
    }

    @Test
    void classWithoutOptionalLibrary_refersToNoneThatNeedsOne() {
        List<String> mistakes = new ArrayList<>();
        for (JavaClass type : runtime) {
            // an application of Quarkus does not use the builder, which looks whether BouncyCastle is there
            if (!MISSING.containsKey(type.getName()) && !type.isEquivalentTo(SignerBuilder.class)) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
                        .filter(MISSING::containsKey).distinct()
                        .map(target -> type.getName() + " refers to " + target + ", which needs " + MISSING.get(target)
                                + ". Put an interface between them: applications without that library load the former, and "
                                + "a native image cannot be built of them.")
                        .forEach(mistakes::add);
            }
        }
        assertThat(mistakes).isEmpty();
    }

    @Test
    void classWithoutOptionalLibrary_canBeInitialized() {
        List<String> mistakes = new ArrayList<>();
        for (JavaClass type : runtime) {
            if (!MISSING.containsKey(type.getName())) {
                try {
                    Class.forName(type.getName(), true, application).getDeclaredMethods();
                } catch (ReflectiveOperationException | LinkageError e) {
                    mistakes.add(type.getName() + " cannot be initialized without optional libraries: " + e);
                }
            }
        }
        assertThat(mistakes).isEmpty();
    }
}
