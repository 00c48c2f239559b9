package io.quarkiverse.cloudfront.signer.codestart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartCatalog;
import io.quarkus.devtools.codestarts.quarkus.QuarkusCodestartProjectInput;
import io.quarkus.devtools.messagewriter.MessageWriter;
import io.quarkus.devtools.testing.FakeExtensionCatalog;
import io.quarkus.devtools.testing.codestarts.QuarkusCodestartTesting;
import io.quarkus.maven.dependency.ArtifactCoords;
import io.quarkus.platform.descriptor.loader.json.ResourceLoaders;
import io.quarkus.registry.catalog.Extension;

/**
 * The files that Quarkus's tools generate for the extension, and the content of its descriptor.
 */
class CodestartTest {

    private static final Path CODESTARTS = Path.of(System.getProperty("codestarts.directory"));

    @TempDir
    static Path project;
    @TempDir
    static Path kotlinProject;

    @BeforeAll
    static void generate() throws IOException {
        generate("java", project);
        generate("kotlin", kotlinProject);
    }

    private static void generate(String language, Path directory) throws IOException {
        QuarkusCodestartProjectInput input = QuarkusCodestartProjectInput.builder()
                .addCodestarts(List.of("cloudfront-signer-codestart", language))
                .addData(QuarkusCodestartTesting.getMockedTestInputData(Map.of()))
                .build();
        QuarkusCodestartCatalog.fromExtensionsCatalogAndDirectories(MessageWriter.info(),
                FakeExtensionCatalog.FAKE_EXTENSION_CATALOG, List.of(CODESTARTS.resolve("quarkus")))
                .createProject(input).generate(directory);
    }

    @Test
    void generatedSources_areThoseTestedHere() throws IOException {
        Path codestart = CODESTARTS.resolve("quarkus/cloudfront-signer-codestart");
        for (String source : List.of("src/main/java/org/acme/PicturesResource.java",
                "src/test/java/org/acme/PicturesResourceTest.java")) {
            Path generated = find(project, Path.of(source).getFileName().toString());
            assertThat(withoutPackage(generated)).isEqualTo(withoutPackage(codestart.resolve("java").resolve(source)));
        }
        assertThat(project.resolve("src/main/cloudfront-origin/pictures/mirror-lake.svg")).exists();
    }

    @Test
    void kotlinProject_hasSourcesInKotlin() throws IOException {
        assertThat(find(kotlinProject, "PicturesResource.kt")).content().contains("class PicturesResource", "@SignedResource");
        assertThat(find(kotlinProject, "PicturesResourceTest.kt")).content().contains("@QuarkusTest");
    }

    private static String withoutPackage(Path source) throws IOException {
        return Files.readString(source).replaceFirst("package .*;", "");
    }

    private static Path find(Path directory, String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    @Test
    void generatedProject_hasTheDependenciesOfItsSources() throws IOException {
        String pom = Files.readString(project.resolve("pom.xml"));
        assertThat(pom).contains("<artifactId>quarkus-rest-jackson</artifactId>",
                "<artifactId>quarkus-elytron-security-properties-file</artifactId>",
                "<artifactId>rest-assured</artifactId>");
        assertThat(pom).containsPattern("<artifactId>quarkus-cloudfront-signer-test</artifactId>\\s*<version>"
                + System.getProperty("project.version") + "</version>\\s*<scope>test");
        assertThat(Files.readString(project.resolve("src/main/resources/application.properties")))
                .contains("quarkus.security.users.embedded.users.alice=wonderland");
        assertThat(Files.readString(project.resolve("README.md"))).contains("curl -u alice:wonderland");
    }

    /** The packaged descriptor, as Quarkus CLI and code.quarkus.io read it. */
    @Test
    void extensionDescriptor_isComplete() throws IOException {
        Extension extension = descriptor();
        assertThat(extension.getName()).isEqualTo("CloudFront Signer");
        assertThat(extension.getDescription()).isEqualTo("Sign URLs for private content on Amazon CloudFront");
        assertThat(extension.getMetadata()).containsKeys("built-with-quarkus-core", "minimum-java-version", "scm-url",
                "extension-dependencies").containsEntry("status", "preview").containsEntry("config",
                        List.of("quarkus.cloudfront-signer."))
                .as("Quarkus 4 needs a version of its own").containsEntry("requires-quarkus-core", "[3.33,4)");
        assertThat(extension.getMetadata().get("guide").toString()).startsWith("https://");
        assertThat(extension.getMetadata().get("keywords")).asInstanceOf(
                InstanceOfAssertFactories.list(String.class)).contains("cloudfront", "signed-url");
        assertThat(extension.getMetadata().get("categories")).isEqualTo(List.of("web", "security", "cloud"));
        assertThat(extension.getMetadata().get("codestart")).isEqualTo(Map.of("name", "cloudfront-signer",
                "languages", List.of("java", "kotlin"), "artifact",
                ArtifactCoords.of(extension.getArtifact().getGroupId(), extension.getArtifact().getArtifactId(), "codestarts",
                        "jar", extension.getArtifact().getVersion()).toString()));
    }

    private static Extension descriptor() throws IOException {
        URL jar = CloudFrontSignerRecorder.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader packaged = new URLClassLoader(new URL[] { jar }, null)) {
            return ResourceLoaders.processAsPath(packaged.getResource("META-INF/quarkus-extension.yaml"),
                    CodestartTest::read);
        }
    }

    private static Extension read(Path descriptor) {
        try {
            return Extension.fromFile(descriptor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
