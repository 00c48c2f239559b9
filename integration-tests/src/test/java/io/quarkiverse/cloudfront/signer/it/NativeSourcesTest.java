package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.signer.fixtures.NativeSources;

/**
 * The input of a native build of the gallery. Linking and running it needs a builder, which not every machine has, but its
 * input must be complete.
 */
@Tag("nightly")
class NativeSourcesTest {

    @TempDir
    static Path target;

    private static Path sources;

    @BeforeAll
    static void build() throws Exception {
        sources = NativeSources.build(target);
    }

    @Test
    void classesUsedByReflection_areRegistered() throws IOException {
        assertThat(read("META-INF/native-image/reflect-config.json"))
                .as("the intercepted methods").contains(GalleryResource.class.getName())
                .as("objects with signed fields").contains(Album.class.getName())
                .as("keys are read without reflection").doesNotContain("org.bouncycastle");
    }

    @Test
    void edge_isNotPartOfTheExecutable() throws IOException {
        try (Stream<Path> jars = Files.list(sources.resolve("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()).toList())
                    .anyMatch(name -> name.contains("bcprov"))
                    .noneMatch(name -> name.contains("cloudfront-signer-edge") || name.contains("vertx-http-proxy")
                            || name.contains("awssdk"));
        }
    }

    private static String read(String entry) throws IOException {
        try (Stream<Path> files = Files.list(sources)) {
            Path runner = files.filter(file -> file.toString().endsWith("runner.jar")).findFirst().orElseThrow();
            try (JarFile jar = new JarFile(runner.toFile()); InputStream in = jar.getInputStream(jar.getEntry(entry))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
