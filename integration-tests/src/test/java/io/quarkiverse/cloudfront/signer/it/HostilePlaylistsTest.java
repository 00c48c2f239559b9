package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Format;
import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Outcome;
import io.quarkiverse.cloudfront.signer.programs.Chromium;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Playlists with which a tenant tries to have a viewer's grant sent to another host. They are refused, or they are played by
 * current players in Chromium, for a viewer who has signed cookies as well, and the other host does not get a part of the
 * grant.
 */
@Tag("nightly")
@QuarkusTest
@NeedsProgram(Program.NPM)
class HostilePlaylistsTest extends GalleryBrowser {

    private static final Path VIDEO = Path.of("src", "main", "cloudfront-origin", "videos", "alps", "adaptive");
    private static final String DIRECTORY = "/videos/alps/adaptive/";
    private static final Map<String, ?> QUICKLY = Map.of("rate", 16, "credentials", true);
    /** The player asks the steering server while it plays. */
    private static final Map<String, ?> SLOWLY = Map.of("rate", 2, "credentials", true, "buffer", 2);
    /** Players try again. */
    private static final int ENOUGH_FAILURES = 5;

    private static ForeignHost foreign;

    @Inject
    CloudFrontSigner signer;

    private SignedPolicy grant;
    private int failures;

    @BeforeAll
    static void installPlayers() throws IOException, InterruptedException {
        Player.install();
    }

    @AfterAll
    static void stopForeignHost() {
        foreign.close();
        foreign = null;
    }

    /** Without a page, because most playlists are refused. */
    @Override
    @BeforeEach
    void openGallery() {
        context = browser.newContext();
        context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
    }

    @BeforeEach
    void sign() {
        if (foreign == null) {
            foreign = new ForeignHost(VIDEO, edge.url().getPort());
        }
        grant = signer.sign(signer.policy(DIRECTORY + "*").expiresIn(Duration.ofHours(1)).build());
    }

    @ParameterizedTest
    @MethodSource("signedPlaylists")
    void hostilePlaylist_isRefusedOrKeepsTheGrant(PlaylistSigning signing, HostilePlaylist playlist) {
        String content;
        try {
            content = signing.sign(playlist.format(), playlist.content(foreign.host()), grant);
        } catch (CloudFrontSignerException e) {
            assertThat(e.reason()).isIn(Reason.PLAYLIST_NOT_SIGNABLE, Reason.NOT_COVERED, Reason.URL_NOT_SIGNABLE);
            assertThat(signing.outcome(playlist)).as(e.getMessage()).isEqualTo(Outcome.REFUSED);
            return;
        }
        // without another host in the playlist, nothing is kept
        boolean known = signing == PlaylistSigning.KEEPING && playlist.perViewer() == Outcome.HARMLESS
                && content.equals(PlaylistSigning.PER_VIEWER.sign(playlist.format(), playlist.content(foreign.host()), grant));
        signing.players(playlist.format()).filter(player -> !known && playlist.followers().contains(player)).forEach(player -> {
            play(player, signing, playlist.format(), content);
            page.waitForCondition(this::isSettled);
            assertThat(foreign.receivedGrants(values())).as("sent by %s", player).isEmpty();
        });
        assertThat(signing.outcome(playlist)).isEqualTo(Outcome.HARMLESS);
    }

    static Stream<Arguments> signedPlaylists() {
        return PlaylistSigning.real().flatMap(signing -> playlists()
                .map(playlist -> Arguments.of(signing, playlist)));
    }

    private static Stream<HostilePlaylist> playlists() {
        return Stream.concat(HostileHls.playlists().stream(), HostileDash.playlists().stream());
    }

    @ParameterizedTest
    @MethodSource("plainPlaylists")
    void playlistWithoutAnotherHost_isPlayed(PlaylistSigning signing, Format format, Player player) {
        String playlist = format == Format.HLS ? HostileHls.MEDIA : HostileDash.MANIFEST;
        play(player, signing, format, signing.sign(format, playlist, grant));
        page.waitForCondition(() -> Player.played(page).equals("ended"));
        assertThat(foreign.received()).isEmpty();
    }

    static Stream<Arguments> plainPlaylists() {
        return PlaylistSigning.real().flatMap(signing -> Stream.of(Format.values()).flatMap(format -> signing.players(format)
                .map(player -> Arguments.of(signing, format, player))));
    }

    /**
     * Shows that the player follows the lead, and that the other host would notice.
     */
    @ParameterizedTest
    @MethodSource("followers")
    void playlistSignedByHand_leadsTheGrantAway(HostilePlaylist playlist, Player player) {
        play(player, PlaylistSigning.BY_HAND, playlist.format(),
                PlaylistSigning.BY_HAND.sign(playlist.format(), playlist.content(foreign.host()), grant));
        page.waitForCondition(() -> !foreign.receivedGrants(values()).isEmpty());
    }

    static Stream<Arguments> followers() {
        return playlists().flatMap(playlist -> playlist.followers().stream().sorted()
                .map(player -> Arguments.of(playlist, player)));
    }

    /**
     * Shows that the other host would notice a cookie.
     */
    @Test
    void cookieOfTheOtherHost_isNoticed() {
        foreign.reset(Map.of("text", "text"));
        context.addCookies(List.of(new Cookie("CloudFront-Policy", "x").setUrl(foreign.url())));
        context.newPage().navigate(foreign.url() + "/text");
        assertThat(foreign.receivedGrants(List.of())).isNotEmpty();
    }

    /**
     * Everything has been played, or the player has given up or would try for ever, or it has followed the lead: if it sends a
     * grant there at all, then with the first request.
     */
    private boolean isSettled() {
        return !Player.played(page).equals("loading") || failures >= ENOUGH_FAILURES || !foreign.received().isEmpty();
    }

    private void play(Player player, PlaylistSigning signing, Format format, String content) {
        if (page != null) {
            close(page::close);
        }
        page = context.newPage();
        foreign.reset(HostilePlaylist.foreignFiles(foreign.host()));
        failures = 0;
        page.onResponse(response -> failures += response.status() >= 400 ? 1 : 0);
        context.addCookies(grant.cookies().cookies().stream()
                .map(cookie -> new Cookie(cookie.name(), cookie.value()).setUrl(edge.url().toString())).toList());
        page.navigate(gallery + "logged-out.html");
        String entry = DIRECTORY + "hostile" + format.suffix;
        serve(entry, format, content);
        serve(DIRECTORY + "media.m3u8", Format.HLS, signing.sign(Format.HLS, HostileHls.MEDIA, grant));
        player.play(page, signing == PlaylistSigning.CONVERTED ? grant.playlistUrl(entry) : edge.url(entry).toString(),
                content.contains("steering.json") ? SLOWLY : QUICKLY);
    }

    /** As if it were a file at the edge. */
    private void serve(String path, Format format, String content) {
        String url = edge.url(path).toString();
        String origin = gallery.toString().substring(0, gallery.toString().length() - 1);
        page.route(request -> request.equals(url) || request.startsWith(url + "?"),
                route -> route.fulfill(new Route.FulfillOptions().setContentType(format.mediaType).setBody(content)
                        .setHeaders(
                                Map.of("Access-Control-Allow-Origin", origin, "Access-Control-Allow-Credentials", "true"))));
    }

    private List<String> values() {
        return grant.cookies().cookies().stream().filter(cookie -> !cookie.name().endsWith("Algorithm"))
                .map(SignedCookie::value).toList();
    }
}
