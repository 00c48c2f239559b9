package io.quarkiverse.cloudfront.signer.runtime.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest.Reply;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest.Thrown;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestMethod;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.smallrye.mutiny.Uni;

class PlaylistDeliveryTest {

    private static final TestMethod METHOD = new TestMethod().resource("/videos/{id}/*")
            .playlists(PlaylistMode.IF_RESPONSE_IS_ONE);
    private static final String HLS = "#EXTM3U\n#EXTINF:4,\n/videos/7/1.ts\n";

    private final TestRest rest = new TestRest(Map.of()).producing(PlaylistType.HLS);

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private TestApplication application(String... properties) {
        return new TestApplication(new Exchange(), new TestUsers(TestUsers.alice(null)), rest, null, properties);
    }

    @Test
    void playlist_isRewrittenWhenItIsWritten() {
        TestApplication application = application();

        assertThat(application.call(METHOD, HLS, "7", null)).isEqualTo(HLS);

        assertThat(rest.playlist().rewrite(HLS)).contains("\nhttps://media.example.com/videos/7/1.ts?Policy=")
                .contains("&Signature=");
        assertThat(application.exchange.respond(200).header("Cache-Control")).isEqualTo("private, max-age=0");
    }

    @Test
    void asynchronousPlaylist_isRewrittenWhenItIsWritten() {
        assertThat(((Uni<?>) application().call(METHOD, Uni.createFrom().item(HLS), "7", null)).await().indefinitely())
                .isEqualTo(HLS);
        assertThat(rest.playlist().rewrite(HLS)).contains("Signature=");

        TestRest other = new TestRest(Map.of()).producing(PlaylistType.HLS);
        Object stage = new TestApplication(new Exchange(), null, other, null).call(METHOD,
                CompletableFuture.completedFuture(HLS), "7", null);
        assertThat((Object) ((CompletionStage<?>) stage).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join())
                .isEqualTo(HLS);
        assertThat(other.playlist().rewrite(HLS)).contains("Signature=");
    }

    @Test
    void otherResponse_isSignedAsUrls() {
        rest.producing(null);

        assertThat((String) application().call(METHOD, "/videos/7/a.jpg", "7", null)).contains("Signature=");
        assertThat((String) ((Uni<?>) application().call(METHOD, Uni.createFrom().item("/videos/7/a.jpg"), "7", null)).await()
                .indefinitely()).contains("Signature=");
        assertThat(rest.playlist()).isNull();
    }

    @Test
    void playlistWithoutARequest_isSigned() {
        assertThat(new TestApplication(null, null, rest, null).call(METHOD, HLS, "7", null)).isEqualTo(HLS);
        assertThat(rest.playlist().rewrite(HLS)).contains("Signature=");
    }

    @Test
    void thrownPlaylist_isRejected() {
        Thrown thrown = new Thrown(new Reply(200, HLS, null));
        assertThatThrownBy(() -> application().call(METHOD, "any", () -> {
            throw thrown;
        }, "7", null)).isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("that the method throws");

        rest.producing(null);
        Thrown redirect = new Thrown(new Reply(303, null, "/videos/7/a.m3u8"));
        assertThatThrownBy(() -> application().call(METHOD, "any", () -> {
            throw redirect;
        }, "7", null)).satisfies(replaced -> assertThat(TestRest.reply(replaced).location()).contains("Signature="));
    }

    @Test
    void playlistWithoutResource_isRejected() {
        TestMethod method = new TestMethod().playlists(PlaylistMode.DECLARED);

        assertThatThrownBy(() -> application().call(method, HLS)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("the response is a playlist, whose URIs share one grant");
        assertThatThrownBy(() -> ((Uni<?>) application().call(method, Uni.createFrom().item(HLS))).await().indefinitely())
                .isInstanceOf(CloudFrontSignerException.class);
    }

    @Test
    void foreignUris_areTreatedAsTheSignerSays() {
        String foreign = "#EXTM3U\n#EXTINF:4,\nhttps://other.example.com/1.ts\n";
        application().call(METHOD, foreign, "7", null);
        assertThatThrownBy(() -> rest.playlist().rewrite(foreign)).isInstanceOf(CloudFrontSignerException.class);

        application("playlists.foreign-uris=keep").call(METHOD, foreign, "7", null);
        assertThat(rest.playlist().rewrite(foreign)).isEqualTo(foreign);
    }
}
