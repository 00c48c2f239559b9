package io.quarkiverse.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.edge.request.StaticPlaylists;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.request.Reason;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;

class StaticPlaylistsTest {

    private static final String UNSIGNED = "unsigned: neither the URL nor a cookie has any of CloudFront's parameters";
    private static final String QUERY = "?kid=K1&alg=SHA256";

    private final SteppedClock clock = new SteppedClock("2026-11-24T14:00:00Z");
    private final StaticPlaylists playlists = new StaticPlaylists(clock);

    private String explained(String uri) {
        return playlists.explained(new Verdict.Refused(new Reason(Reason.Kind.UNSIGNED, UNSIGNED)), uri)
                .reason().sentence();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/videos/7/1.ts", "/videos/7/720p/media.m3u8", "/videos/7/a.m4s?own=1" })
    void unsignedFileBelowAPlaylist_isExplained(String uri) {
        playlists.allowed("/videos/7/master.m3u8?v=2&alg=SHA256&kid=K1");

        assertThat(explained(uri)).isEqualTo(UNSIGNED + ". If a player found the file in /videos/7/master.m3u8, which was "
                + "requested with kid and alg, either the playlist is not converted, or the player cannot pass on its query");
    }

    @Test
    void unsignedFileElsewhere_isNotExplained() {
        playlists.allowed("/videos/7/master.m3u8" + QUERY);

        assertThat(explained("/videos/8/1.ts")).isEqualTo(UNSIGNED);
        assertThat(explained("/videos/7")).isEqualTo(UNSIGNED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/videos/7/master.m3u8", "/videos/7/master.m3u8?kid=K1", "/videos/7/master.m3u8?xkid=1&alg=2",
            "/videos/7/a.ts?kid=K1&alg=SHA256" })
    void fileBelowAnotherRequest_isNotExplained(String target) {
        playlists.allowed(target);

        assertThat(explained("/videos/7/1.ts")).isEqualTo(UNSIGNED);
    }

    @Test
    void playlist_isForgottenAfterAMinute() {
        playlists.allowed("/videos/7/manifest.MPD" + QUERY);
        clock.advance(Duration.ofSeconds(60));
        assertThat(explained("/videos/7/1.ts")).contains("/videos/7/manifest.MPD");

        clock.advance(Duration.ofSeconds(1));
        assertThat(explained("/videos/7/1.ts")).isEqualTo(UNSIGNED);
    }

    @Test
    void latestPlaylists_areRemembered() {
        for (int i = 0; i < 51; i++) {
            playlists.allowed("/videos/" + i + "/master.m3u8" + QUERY);
        }

        assertThat(explained("/videos/0/1.ts")).isEqualTo(UNSIGNED);
        assertThat(explained("/videos/1/1.ts")).contains("/videos/1/master.m3u8");
    }

    @Test
    void playlistThatIsRequestedAgain_isAmongTheLatest() {
        for (int i = 0; i < 50; i++) {
            playlists.allowed("/videos/" + i + "/master.m3u8" + QUERY);
        }
        playlists.allowed("/videos/0/master.m3u8" + QUERY);
        playlists.allowed("/videos/50/master.m3u8" + QUERY);

        assertThat(explained("/videos/0/1.ts")).contains("/videos/0/master.m3u8");
        assertThat(explained("/videos/1/1.ts")).isEqualTo(UNSIGNED);
    }

    @Test
    void otherRefusals_stayAsTheyAre() {
        playlists.allowed("/videos/7/master.m3u8" + QUERY);
        Verdict.Refused expired = new Verdict.Refused(new Reason(Reason.Kind.EXPIRED, "expired"));

        assertThat(playlists.explained(expired, "/videos/7/1.ts")).isSameAs(expired);
    }

    @AutoClose
    private final TestOrigin origin = new TestOrigin(request -> request.response().end("content"));
    @AutoClose
    private final RunningEdge edge = RunningEdge.of(origin.origin());

    @Test
    void listener_isNotifiedOfThePlaylist() {
        edge.get(edge.signed("/private/master.m3u8" + QUERY));
        edge.event();
        edge.get("/private/1.ts");

        assertThat(edge.event().verdict()).hasValueSatisfying(verdict -> assertThat(((Verdict.Refused) verdict).reason()
                .sentence()).contains("If a player found the file in /private/master.m3u8"));
    }
}
