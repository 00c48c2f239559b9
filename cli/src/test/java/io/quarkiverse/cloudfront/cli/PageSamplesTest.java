package io.quarkiverse.cloudfront.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.ApprovedText;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/**
 * Samples in pages that begin with {@code $ cloudfront-signer} are run, and print what the page shows. A comment in front of a
 * sample says what was signed for the URL in it, whose signature is left out. With {@code -Dupdate}, pages are rewritten.
 */
class PageSamplesTest {

    private static final Path PAGES = Path.of("../docs/modules/ROOT/pages");
    private static final Pattern SAMPLE = Pattern.compile("(?m)(?:^(?://|<!--) signed: ([^\\s]+)(?: -->)?\\n)?"
            + "^(\\[source\\]\\n----|```)\\n(\\$ cloudfront-signer (?:[^\\n]*\\\\\\n)*[^\\n]*\\n)((?:(?!----$|```$)[^\\n]*\\n)*)"
            + "(----|```)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern EXPIRES = Pattern.compile("Expires=(\\d+)");

    /** Two hours before the expiry of the samples. */
    private static final String NOW = "2026-11-28T10:00:00Z";

    private static final KeyPair KEY = NewKey.p256Pair();

    @TempDir
    private static Path directory;

    @BeforeAll
    static void writeKey() throws IOException {
        Files.writeString(directory.resolve("public-key.pem"), "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "why-403.adoc", "../../../../README.md" })
    void samples_printWhatThePageShows(String name) throws IOException {
        Path file = PAGES.resolve(name);
        String page = Files.readString(file);
        Matcher samples = SAMPLE.matcher(page);
        assertThat(samples.find()).isTrue();
        String current = samples.replaceAll(sample -> Matcher.quoteReplacement(rerun(sample)));
        ApprovedText.assertApproved(file, current);
    }

    @Test
    void samplesOfOtherPages_areNotForgotten() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.filter(page -> read(page).contains("\n$ cloudfront-signer ")))
                    .extracting(page -> page.getFileName().toString()).containsExactly("why-403.adoc");
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rerun(MatchResult sample) {
        String command = sample.group(3);
        List<String> arguments = new ArrayList<>(WORD.matcher(command.replace("\\\n", "")).results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1)).toList().subList(2, wordsOf(command)));
        if (sample.group(1) != null) {
            arguments.replaceAll(
                    argument -> argument.replace("Signature=…", "Signature=" + signature(sample.group(1), argument)));
        }
        arguments.replaceAll(argument -> argument.replace("public-key.pem", directory.resolve("public-key.pem").toString()));
        arguments.addAll(List.of("--at", NOW));
        Cli run = Cli.run(arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        String head = sample.group().substring(0, sample.start(3) - sample.start());
        return head + command + run.out() + sample.group(5);
    }

    private static int wordsOf(String command) {
        return (int) WORD.matcher(command.replace("\\\n", "")).results().count();
    }

    /** Of the canned policy for a URL, with the expiry in the argument. */
    private static String signature(String url, String argument) {
        Matcher expires = EXPIRES.matcher(argument);
        if (!expires.find()) {
            return "";
        }
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(KEY.getPrivate());
            signer.update(("{\"Statement\":[{\"Resource\":\"" + url + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                    + expires.group(1) + "}}}]}").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign()).replace('+', '-').replace('=', '_').replace('/', '~');
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
