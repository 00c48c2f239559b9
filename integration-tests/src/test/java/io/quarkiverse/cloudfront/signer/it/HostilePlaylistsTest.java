package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Format;
import io.quarkiverse.cloudfront.signer.it.HostilePlaylist.Outcome;
import io.quarkiverse.cloudfront.signer.programs.BrowserExtension;
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
    /** The player asks the steering server, or looks for interstitials, while it plays. */
    private static final Map<String, ?> SLOWLY = Map.of("rate", 2, "credentials", true, "buffer", 2);
    /** Players try again. */
    private static final int ENOUGH_FAILURES = 5;
    /** Players mostly wait. */
    private static final int AT_ONCE = 8;

    private static final List<ForeignHost> HOSTS = new ArrayList<>();

    @Inject
    CloudFrontSigner signer;

    private SignedPolicy grant;
    private Deque<ForeignHost> freeHosts;

    @BeforeAll
    static void installPlayers() throws IOException, InterruptedException {
        Player.install();
    }

    @AfterAll
    static void stopForeignHosts() {
        HOSTS.forEach(ForeignHost::close);
        HOSTS.clear();
    }

    /** Each player has a page of its own. */
    @Override
    @BeforeEach
    void openGallery() {
        context = BROWSERS.newContext();
        page = context.newPage();
    }

    @BeforeEach
    void sign() {
        for (int i = HOSTS.size(); i < AT_ONCE; i++) {
            HOSTS.add(new ForeignHost(VIDEO, "127.0.0." + (2 + i), edge.url().getPort()));
        }
        freeHosts = new ArrayDeque<>(HOSTS);
        grant = signer.sign(signer.policy(DIRECTORY + "*").expiresIn(Duration.ofHours(1)).build());
        context.addCookies(grant.cookies().cookies().stream()
                .map(cookie -> new Cookie(cookie.name(), cookie.value()).setUrl(edge.url().toString())).toList());
    }

    @ParameterizedTest
    @MethodSource("signings")
    void hostilePlaylists_areRefusedOrKeepTheGrant(PlaylistSigning signing) {
        playAll(signing, playlists().filter(playlist -> isSigned(signing, playlist)), Play::isSettled,
                (softly, play) -> softly.assertThat(play.receivedGrants()).as("sent by %s", play).isEmpty());
    }

    static Stream<PlaylistSigning> signings() {
        return PlaylistSigning.real();
    }

    private static Stream<HostilePlaylist> playlists() {
        return Stream.concat(HostileHls.playlists().stream(), HostileDash.playlists().stream());
    }

    /** Whether players can notice something: without another host in the playlist, nothing is kept. */
    private boolean isSigned(PlaylistSigning signing, HostilePlaylist playlist) {
        String content = playlist.content(HOSTS.get(0).host());
        try {
            String signed = signing.sign(playlist.format(), content, grant);
            assertThat(signing.outcome(playlist)).as("%s, %s", signing, playlist).isEqualTo(Outcome.HARMLESS);
            return signing != PlaylistSigning.KEEPING || playlist.perViewer() != Outcome.HARMLESS
                    || !signed.equals(PlaylistSigning.PER_VIEWER.sign(playlist.format(), content, grant));
        } catch (CloudFrontSignerException e) {
            assertThat(e.reason()).isIn(Reason.PLAYLIST_NOT_SIGNABLE, Reason.NOT_COVERED, Reason.URL_NOT_SIGNABLE);
            assertThat(signing.outcome(playlist)).as("%s, %s: %s", signing, playlist, e.getMessage())
                    .isEqualTo(Outcome.REFUSED);
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("signings")
    void playlistsWithoutAnotherHost_arePlayed(PlaylistSigning signing) {
        playAll(signing, Stream.of(HostileHls.PLAIN, HostileDash.PLAIN), play -> play.played().equals("ended"),
                (softly, play) -> softly.assertThat(play.foreign.received()).as("sent by %s", play).isEmpty());
    }

    /**
     * Shows that the players follow the lead, and that the other hosts would notice.
     */
    @Test
    void playlistsSignedByHand_leadTheGrantAway() {
        playAll(PlaylistSigning.BY_HAND, playlists(), play -> !play.receivedGrants().isEmpty(),
                (softly, play) -> {
                });
    }

    /**
     * Shows that the other host would notice a cookie.
     */
    @Test
    void cookieOfTheOtherHost_isNoticed() {
        ForeignHost foreign = HOSTS.get(0);
        foreign.reset(Map.of("text", "text"));
        context.addCookies(List.of(new Cookie("CloudFront-Policy", "x").setUrl(foreign.url())));
        page.navigate(foreign.url() + "/text");
        assertThat(foreign.receivedGrants(List.of())).isNotEmpty();
    }

    /** Several players at the same time, until each is done. */
    private void playAll(PlaylistSigning signing, Stream<HostilePlaylist> playlists, Predicate<Play> done,
            BiConsumer<SoftAssertions, Play> check) {
        Iterator<Play> waiting = playlists.flatMap(playlist -> followers(signing, playlist)
                .map(player -> new Play(signing, playlist, player))).iterator();
        SoftAssertions softly = new SoftAssertions();
        List<Play> playing = new ArrayList<>();
        while (waiting.hasNext() || !playing.isEmpty()) {
            while (waiting.hasNext() && playing.size() < AT_ONCE) {
                Play play = waiting.next();
                play.start();
                playing.add(play);
            }
            page.waitForTimeout(100);
            playing.removeIf(play -> {
                boolean isDone = done.test(play);
                if (isDone) {
                    check.accept(softly, play);
                } else if (play.isOverdue()) {
                    softly.fail("%s is not done: %s, received %s", play, play.played(), play.foreign.received());
                } else {
                    return false;
                }
                play.stop();
                return true;
            });
        }
        softly.assertAll();
    }

    /** The browser says which host gets a cookie, whichever player asks, so one is enough. */
    private static Stream<Player> followers(PlaylistSigning signing, HostilePlaylist playlist) {
        Stream<Player> all = signing.players(playlist.format()).filter(playlist.followers()::contains);
        return signing == PlaylistSigning.COOKIES ? all.limit(1) : all;
    }

    /** A player in a page of its own, and another host that no other player is led to meanwhile. */
    private final class Play {

        private final PlaylistSigning signing;
        private final HostilePlaylist playlist;
        private final Player player;
        private ForeignHost foreign;
        private Page page;
        private Instant end;
        private int failures;

        Play(PlaylistSigning signing, HostilePlaylist playlist, Player player) {
            this.signing = signing;
            this.playlist = playlist;
            this.player = player;
        }

        void start() {
            foreign = freeHosts.remove();
            foreign.reset(HostilePlaylist.foreignFiles(foreign.host()));
            page = context.newPage();
            page.onResponse(response -> failures += response.status() >= 400 ? 1 : 0);
            page.navigate(gallery + "logged-out.html");
            Format format = playlist.format();
            String content = signing.sign(format, playlist.content(foreign.host()), grant);
            String entry = DIRECTORY + "hostile" + format.suffix;
            serve(entry, format, content);
            serve(DIRECTORY + "media.m3u8", Format.HLS, signing.sign(Format.HLS, HostileHls.MEDIA, grant));
            end = Instant.now().plusMillis(BrowserExtension.PATIENCE_MILLIS);
            player.play(page, signing == PlaylistSigning.CONVERTED ? grant.playlistUrl(entry) : edge.url(entry).toString(),
                    content.contains("steering.json") || content.contains("interstitial") ? SLOWLY : QUICKLY);
        }

        void stop() {
            BrowserExtension.close(page::close);
            freeHosts.add(foreign);
        }

        /** As if it were a file at the edge. */
        private void serve(String path, Format format, String content) {
            // unlike a predicate, it is not asked here for each request
            Pattern url = Pattern.compile("^" + edge.url(path).toString().replace(".", "\\.") + "(\\?|$)");
            String origin = gallery.toString().substring(0, gallery.toString().length() - 1);
            page.route(url, route -> route.fulfill(new Route.FulfillOptions().setContentType(format.mediaType).setBody(content)
                    .setHeaders(Map.of("Access-Control-Allow-Origin", origin,
                            "Access-Control-Allow-Credentials", "true"))));
        }

        String played() {
            return Player.played(page);
        }

        /**
         * Everything has been played, or the player has given up or would try for ever, or it has followed the lead: if it
         * sends
         * a grant there at all, then with the first request.
         */
        boolean isSettled() {
            return failures >= ENOUGH_FAILURES || !foreign.received().isEmpty() || !played().equals("loading");
        }

        boolean isOverdue() {
            return Instant.now().isAfter(end);
        }

        List<String> receivedGrants() {
            return foreign.receivedGrants(grant.cookies().cookies().stream()
                    .filter(cookie -> !cookie.name().endsWith("Algorithm")).map(SignedCookie::value).toList());
        }

        @Override
        public String toString() {
            return signing + ", " + playlist + ", " + player;
        }
    }
}
