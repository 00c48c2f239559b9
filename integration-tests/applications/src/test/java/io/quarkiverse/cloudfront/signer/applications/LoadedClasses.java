package io.quarkiverse.cloudfront.signer.applications;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkus.test.ProdModeTestResults;

/**
 * The classes that a packaged application loads until it has started, as the JVM logs them.
 */
final class LoadedClasses {

    private static final Pattern LINE = Pattern.compile("\\[class,load\\s*\\] (\\S+) source:");

    static final String ROOMS = "io.quarkiverse.cloudfront.signer.runtime.";
    private static final String GENERATED = "io.quarkiverse.cloudfront.signer.generated.";
    private static final List<String> LIBRARIES = List.of("org.bouncycastle.", "com.github.benmanes.caffeine.",
            "com.fasterxml.jackson.", "sun.security.provider.");

    private final Path log;

    LoadedClasses() {
        try {
            log = Files.createTempFile("loaded-classes", ".log");
            log.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments of the JVM that writes the log. */
    List<String> arguments() {
        return List.of("-Xlog:class+load:file=" + log + "::filecount=0");
    }

    /** Until the dummy signature, one second after the start, which begins with its message. */
    List<String> names() throws IOException {
        return LINE.matcher(Files.readString(log)).results().map(line -> line.group(1))
                .takeWhile(name -> !name.equals(ROOMS + "key.KeyProof")).toList();
    }

    List<String> ofExtension() throws IOException {
        return names().stream().filter(name -> name.startsWith(ROOMS) || name.startsWith(GENERATED)).toList();
    }

    /** Classes that would slow down the start. */
    List<String> ofLibraries() throws IOException {
        return names().stream().filter(name -> LIBRARIES.stream().anyMatch(name::startsWith)).toList();
    }

    /** Whether it is an interface or an enum: a type in a property or in a signature, without code. */
    static boolean isPlainType(ProdModeTestResults application, String name) {
        try (Stream<Path> files = Files.walk(application.getBuiltArtifactPath().resolveSibling("lib"));
                URLClassLoader loader = new URLClassLoader(files.filter(file -> file.toString().endsWith(".jar"))
                        .map(LoadedClasses::url).toArray(URL[]::new), null)) {
            Class<?> type = Class.forName(name, false, loader);
            return type.isEnum() || type.isInterface();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
