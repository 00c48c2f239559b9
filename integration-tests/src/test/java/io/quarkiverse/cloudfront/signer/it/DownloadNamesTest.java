package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.PlaywrightException;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The names under which Chromium saves files of the local edge.
 */
@QuarkusTest
@Tag("nightly")
class DownloadNamesTest extends GalleryBrowser {

    private static final String FILE = "/albums/alps/mirror-lake.jpg";

    @Inject
    CloudFrontSigner signer;

    @Test
    void ordinaryName_isTheNameOfTheSavedFile() throws Exception {
        for (String name : DownloadNames.ORDINARY) {
            assertThat(harmless(saved(name))).as(name).isEqualTo(harmless(DownloadNames.normalized(name)));
        }
    }

    @Test
    void hostileName_staysInTheDirectoryAndTheHeader() throws Exception {
        for (String name : DownloadNames.HOSTILE) {
            assertThat(saved(name)).as(name).isNotBlank().doesNotContain("/", "\\", "\r", "\n", "\u0000", "\u202E")
                    .isNotIn(".", "..").satisfies(file -> assertThat(file.getBytes()).hasSizeLessThanOrEqualTo(255));
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
        String url = signer.sign(io.quarkiverse.cloudfront.signer.Download.attachment(name).of(FILE));
        Download download = page.waitForDownload(() -> {
            try {
                page.navigate(url);
            } catch (PlaywrightException e) {
                assertThat(e).as("the navigation becomes a download").hasMessageContaining("Download is starting");
            }
        });
        assertThat(Files.size(download.path())).isPositive();
        String suggested = download.suggestedFilename();
        download.delete();
        return suggested;
    }

    /** Replaces the characters that browsers themselves replace, because some file systems do not support them. */
    private static String harmless(String name) {
        return name.replaceAll("[\"*:<>?|~\\u200D\\p{Z}]", "_").strip();
    }
}
