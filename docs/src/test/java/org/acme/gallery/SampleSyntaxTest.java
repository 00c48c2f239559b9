package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;

/**
 * Samples that are written directly into the pages, and are not compiled, have valid syntax.
 */
class SampleSyntaxTest {

    private static final Path PAGES = Path.of("modules/ROOT/pages");
    private static final List<Path> REFERENCES = List.of(Path.of("target/config-doc/quarkus-cloudfront-signer.adoc"),
            Path.of("target/config-doc/quarkus-cloudfront-signer-gate.adoc"));

    private static final Pattern IN_PAGE = Pattern
            .compile("(?m)^\\[source,(\\w+)[^\\]]*\\]\\n(?:\\.[^\\n]*\\n)?----\\n(.*?)\\n----$", Pattern.DOTALL);
    private static final Pattern IN_README = Pattern.compile("(?m)^```(\\w+)\\n(.*?)\\n```$", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("quarkus\\.cloudfront-signer\\.[a-zA-Z0-9.\"-]+");

    @ParameterizedTest
    @MethodSource
    @NeedsProgram(Program.BASH)
    void shellSample_isParsed(String sample) throws Exception {
        Process shell = new ProcessBuilder(Program.BASH.path(), "-n").redirectErrorStream(true).start();
        try (var input = shell.outputWriter(StandardCharsets.UTF_8)) {
            input.write(sample);
        }
        assertThat(shell.inputReader(StandardCharsets.UTF_8).lines()).isEmpty();
        assertThat(shell.waitFor()).isZero();
    }

    static List<Named<String>> shellSample_isParsed() {
        return samples("bash");
    }

    @ParameterizedTest
    @MethodSource
    void jsonSample_isParsed(String sample) throws IOException {
        assertThat(new ObjectMapper().readTree(sample).isObject()).isTrue();
    }

    static List<Named<String>> jsonSample_isParsed() {
        return samples("json");
    }

    @ParameterizedTest
    @MethodSource
    void xmlSample_isParsed(String sample) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader("<sample>" + sample + "</sample>")));
    }

    static List<Named<String>> xmlSample_isParsed() {
        return samples("xml");
    }

    @Test
    void pomOfGettingStarted_hasTheVersionOfQuarkus() throws IOException {
        Pattern version = Pattern.compile("quarkus-(?:bom|maven-plugin)</artifactId>\\s*<version>(.*?)</version>");

        assertThat(version.matcher(Files.readString(PAGES.resolve("getting-started.adoc"))).results())
                .hasSize(2).allSatisfy(found -> assertThat(Files.readString(Path.of("../pom.xml")))
                        .contains("<quarkus.version>" + found.group(1) + "</quarkus.version>"));
    }

    @ParameterizedTest
    @MethodSource
    void propertyOfSample_isInTheReference(String sample) throws IOException {
        Set<String> reference = new HashSet<>();
        for (Path file : REFERENCES) {
            PROPERTY.matcher(Files.readString(file)).results().map(MatchResult::group).forEach(reference::add);
        }
        Properties properties = new Properties();
        properties.load(new StringReader(sample));

        assertThat(properties.stringPropertyNames()).allSatisfy(name -> {
            String property = name.replaceFirst("^%\\w+\\.", "");
            if (property.startsWith("quarkus.cloudfront-signer.")) {
                assertThat(reference).contains(generalized(property));
            }
        });
    }

    static List<Named<String>> propertyOfSample_isInTheReference() {
        return samples("properties");
    }

    @Test
    void property_ofANamedGate_isGeneralized() {
        assertThat(generalized("quarkus.cloudfront-signer.gate.\"docs\".path"))
                .isEqualTo("quarkus.cloudfront-signer.gate.\"gate-name\".path");
    }

    @Test
    void property_ofASignerAndOfAKey_isGeneralized() {
        assertThat(generalized("quarkus.cloudfront-signer.\"media\".keys.K2NEW.private-key"))
                .isEqualTo("quarkus.cloudfront-signer.\"signer-name\".keys.\"key-pair-id\".private-key");
    }

    private static String generalized(String property) {
        return property.replaceFirst("^(quarkus\\.cloudfront-signer\\.)\"[^\"]+\"", "$1\"signer-name\"")
                .replaceFirst("(\\.gate\\.)\"[^\"]+\"", "$1\"gate-name\"")
                .replaceFirst("\\.keys\\.(\"[^\"]+\"|[^.]+)\\.", ".keys.\"key-pair-id\".");
    }

    private static List<Named<String>> samples(String language) {
        try (Stream<Path> pages = Files.walk(PAGES)) {
            List<Named<String>> samples = Stream.concat(
                    pages.filter(page -> page.toString().endsWith(".adoc"))
                            .flatMap(page -> samples(page, IN_PAGE, language)),
                    samples(Path.of("../README.md"), IN_README, language)).toList();
            assertThat(samples).isNotEmpty();
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Named<String>> samples(Path page, Pattern pattern, String language) {
        try {
            String text = Files.readString(page);
            return pattern.matcher(text).results().filter(sample -> sample.group(1).equals(language))
                    .map(sample -> Named.of(page.getFileName() + ":" + line(text, sample.start(2)), sample.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long line(String text, int index) {
        return text.substring(0, index).lines().count() + 1;
    }
}
