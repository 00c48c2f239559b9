package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
import io.quarkiverse.cloudfront.signer.programs.Firefox;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The names under which Firefox saves files of the local edge.
 */
@QuarkusTest
@NeedsProgram(Program.FIREFOX)
@Tag("nightly")
class FirefoxDownloadNamesTest {

    private static final String FILE = "/albums/alps/mirror-lake.jpg";
    /** With the content type of the picture, Firefox would change all extensions to that of a picture. */
    private static final String NO_TYPE = "application/octet-stream";

    @RegisterExtension
    static final BrowserExtension BROWSERS = new BrowserExtension();

    @Inject
    CloudFrontSigner signer;

    @Test
    void ordinaryName_isTheNameOfTheSavedFile() throws Exception {
        for (String name : DownloadNames.ORDINARY) {
            assertThat(harmless(saved(name))).as(name).isEqualTo(harmless(DownloadNames.normalized(name)));
        }
    }

    /** The browser fails unless exactly one file is in its directory. */
    @Test
    void hostileName_staysInTheDirectoryAndTheHeader() throws Exception {
        for (String name : DownloadNames.HOSTILE) {
            String path = path(name);
            for (String each : List.of(path, DownloadNames.withoutExactName(path))) {
                assertThat(BROWSERS.firefox().download(signer.sign(each))).as(name).isNotBlank()
                        .doesNotContain(DownloadNames.HARMFUL)
                        .satisfies(file -> assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(240));
            }
        }
    }

    @Test
    void anyName_isSavedAsTheHeaderHasIt() throws Exception {
        long seed = Long.getLong("tests.seed", System.nanoTime());
        for (String name : DownloadNames.random(seed)) {
            assertThat(harmless(saved(name))).as("-Dtests.seed=%s", seed)
                    .isEqualTo(harmless(DownloadNames.normalized(name)));
        }
    }

    private String saved(String name) throws Exception {
        return BROWSERS.firefox().download(signer.sign(path(name)));
    }

    private static String path(String name) {
        return Download.attachment(name).contentType(NO_TYPE).of(FILE);
    }

    /** Replaces the characters that Firefox itself replaces. */
    private static String harmless(String name) {
        return name.replaceAll("\\p{Z}+", " ").replaceAll("[%\"*:<>?|/\\\\\\p{C}]", "_").strip();
    }
}
