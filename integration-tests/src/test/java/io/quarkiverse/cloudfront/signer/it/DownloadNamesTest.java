package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
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

    @TempDir
    static Path directory;

    @Inject
    CloudFrontSigner signer;

    /** Playwright gives files other names, and Chromium itself the ones that users see. */
    @BeforeEach
    void saveUnderTheBrowsersName() {
        JsonObject behavior = new JsonObject();
        behavior.addProperty("behavior", "allow");
        behavior.addProperty("browserContextId", context.newCDPSession(page).send("Target.getTargetInfo")
                .getAsJsonObject("targetInfo").get("browserContextId").getAsString());
        behavior.addProperty("downloadPath", directory.toString());
        behavior.addProperty("eventsEnabled", true);
        BROWSERS.chromium().newBrowserCDPSession().send("Browser.setDownloadBehavior", behavior);
    }

    @Test
    void ordinaryName_isTheNameOfTheSavedFile() throws Exception {
        for (String name : DownloadNames.ORDINARY) {
            assertThat(harmless(saved(name))).as(name).isEqualTo(harmless(DownloadNames.normalized(name)));
        }
    }

    @Test
    void hostileName_staysInTheDirectoryAndTheHeader() throws Exception {
        for (String name : DownloadNames.HOSTILE) {
            String path = path(name);
            for (String each : List.of(path, DownloadNames.withoutExactName(path))) {
                assertThat(download(each)).as(name).isNotBlank().doesNotContain(DownloadNames.HARMFUL).isNotIn(".", "..")
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
        return download(path(name));
    }

    private static String path(String name) {
        return io.quarkiverse.cloudfront.signer.Download.attachment(name).of(FILE);
    }

    /**
     * @return the name of the only file in the download directory
     */
    private String download(String path) throws Exception {
        String url = signer.sign(path);
        Download download = page.waitForDownload(() -> {
            try {
                page.navigate(url);
            } catch (PlaywrightException e) {
                assertThat(e).as("the navigation becomes a download").hasMessageContaining("Download is starting");
            }
        });
        // Chromium may create the file under its final name, and fill it later
        page.waitForCondition(() -> files().size() == 1 && !name(files().get(0)).endsWith(".crdownload")
                && files().get(0).toFile().length() > 0);
        Path file = files().get(0);
        String name = name(file);
        assertThat(name).isEqualTo(download.suggestedFilename());
        Files.delete(file);
        return name;
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path is text in the encoding of the locale, which may be ASCII. Its URI contains the bytes. */
    private static String name(Path file) {
        String path = file.toUri().getRawPath();
        return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Replaces the characters that browsers themselves replace, because some file systems do not support them. */
    private static String harmless(String name) {
        return name.replaceAll("[\"*:<>?|~\\u200D\\p{Z}]", "_").strip();
    }
}
