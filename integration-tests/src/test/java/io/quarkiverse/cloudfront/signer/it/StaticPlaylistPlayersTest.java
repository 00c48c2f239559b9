package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Response;

import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/**
 * The sample's static playlists, played by current players in Chromium, from one signed URL and without cookies.
 */
@Tag("nightly")
@QuarkusTest
@NeedsProgram(Program.NPM)
class StaticPlaylistPlayersTest extends GalleryBrowser {

    private static final double WHOLE_VIDEO = 11.8;

    private final List<Response> answers = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void installPlayers() throws IOException, InterruptedException {
        Player.install();
    }

    @ParameterizedTest
    @CsvSource({ "HLS_JS, hls", "SHAKA, hls", "SHAKA, dash", "DASH_JS, dash" })
    void player_withASignedEntryUrl_playsTheWholeVideo(Player player, String format) {
        logIn("alice");
        String entry = entry("alps", format);
        play(player, entry);
        page.waitForCondition(() -> !played().equals("loading"));

        assertThat(played()).isEqualTo("ended");
        assertThat(furthestPosition()).isGreaterThan(WHOLE_VIDEO);
        assertThat(answers).extracting(response -> file(response.url()))
                .contains(file(entry), "init-1.mp4", "segment-1-1.m4s", "segment-1-6.m4s")
                .anyMatch(file -> file.matches("segment-[02]-6\\.m4s"));
        assertThat(answers).allSatisfy(response -> {
            assertThat(response.status()).isIn(200, 206);
            assertThat(response.request().allHeaders()).doesNotContainKey("cookie");
            edge.assertSigned(response.url()).forResource("/videos/alps/*");
        });
    }

    @ParameterizedTest
    @CsvSource({ "HLS_JS, hls", "SHAKA, hls", "SHAKA, dash", "DASH_JS, dash" })
    void player_withARefusedEntryUrl_stops(Player player, String format) {
        logIn("alice");
        String expiring = JsonPath.from(get("alps/playlists/glimpse")).getString(format);
        String signed = entry("alps", format);
        String foreign = entry("harbour", format).replace("/videos/harbour/", "/videos/alps/");

        assertStops(player, PlaylistTest.tampered(signed));
        assertStops(player, foreign);
        page.waitForCondition(() -> context.request().get(expiring).status() == 403);
        assertStops(player, expiring);
    }

    private void assertStops(Player player, String entry) {
        answers.clear();
        play(player, entry);
        page.waitForCondition(() -> !played().equals("loading"));

        assertThat(played()).as(entry).isNotEqualTo("ended");
        assertThat(furthestPosition()).isZero();
        assertThat(answers).isNotEmpty().allSatisfy(response -> {
            assertThat(file(response.url())).as("no other requests").isEqualTo(file(entry));
            assertThat(response.status()).isEqualTo(403);
        });
    }

    /**
     * On a page of the gallery's origin, as that of a real player, but without a script that signs or has cookies.
     */
    private void play(Player player, String entry) {
        page.navigate(gallery + "logged-out.html");
        page.onResponse(response -> {
            if (response.url().startsWith(edge.url().toString())) {
                answers.add(response);
            }
        });
        player.play(page, entry, Map.of("rate", 8));
    }

    private String played() {
        return Player.played(page);
    }

    private double furthestPosition() {
        return ((Number) page.evaluate("() => window.furthest")).doubleValue();
    }

    private String entry(String album, String format) {
        return JsonPath.from(get(album + "/playlists")).getString(format);
    }

    private String get(String path) {
        APIResponse response = context.request().get(gallery + "api/videos/" + path);
        assertThat(response.status()).isEqualTo(200);
        return response.text();
    }

    private static String file(String url) {
        String path = URI.create(url).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
