package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.TestSignatures;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * A playlist needs one signature, regardless of its length. URIs outside of the grant may stay.
 */
@QuarkusTest
class PlaylistSignatureTest {

    @SignerName("playlists")
    CountingKey key;

    @ParameterizedTest
    @ValueSource(strings = { "blocking", "uni" })
    void playlist_needsOneSignature(String method) {
        int before = key.signatures.get();
        // signatures are cached, and a call within the same second would use that of another call
        String playlist = given().get("/playlists/{id}/{method}", method, method).then().statusCode(200).extract().asString();

        assertThat(playlist.lines().filter(line -> line.contains(TestSignatures.ECDSA_PARAMETER + "&"))).hasSize(1000)
                .allMatch(line -> line.startsWith("https://playlists.example/hls/" + method + "/"));
        assertThat(key.signatures.get() - before).isEqualTo(1);
    }

    @Test
    void foreignUris_stayAsTheyAre() {
        assertThat(given().get("/playlists/7/blocking").asString().lines())
                .contains("https://ads.example/1.ts", "../8/hls.m3u8", "#EXT-X-MEDIA:TYPE=AUDIO,URI=\"/other/a.m3u8\"");
        assertThat(given().get("/playlists/7/dash").asString())
                .startsWith("<MPD><BaseURL>https://playlists.example/hls/7/</BaseURL>")
                .contains("<SegmentTemplate media=\"https://ads.example/$Number$.m4s\"/>")
                .contains("<SegmentTemplate media=\"$Number$.m4s?Policy=");
    }

    @Test
    void inheritedMethod_rewritesItsPlaylist() {
        assertThat(given().get("/inherited-playlists/7/playlist").then().statusCode(200).extract().asString())
                .startsWith("#EXTM3U\nhttps://playlists.example/hls/7/a.ts?Policy=");
    }

    @Singleton
    @SignerName("playlists")
    public static class CountingKey implements SigningKey {

        final AtomicInteger signatures = new AtomicInteger();

        @Override
        public String keyPairId() {
            return "KCOUNTING";
        }

        @Override
        public Algorithm algorithm() {
            return Algorithm.ECDSA_SHA256;
        }

        @Override
        public Uni<byte[]> sign(byte[] policy) {
            return Uni.createFrom().item(() -> {
                signatures.incrementAndGet();
                return TestSignatures.ecdsa();
            }).runSubscriptionOn(Infrastructure.getDefaultExecutor());
        }
    }

    @PermitAll
    @Produces("application/vnd.apple.mpegurl")
    public abstract static class Base {

        @GET
        @Path("playlist")
        @SignedResource(signer = "playlists", resource = "/hls/{id}/*")
        public byte[] playlist() {
            return "#EXTM3U\na.ts".getBytes(StandardCharsets.UTF_8);
        }
    }

    @Path("/inherited-playlists/{id}")
    public static class Inheriting extends Base {
    }

    @PermitAll
    @Path("/playlists/{id}")
    @Produces("application/vnd.apple.mpegurl")
    public static class Resource {

        private static final String PLAYLIST = "#EXTM3U\nhttps://ads.example/1.ts\n../8/hls.m3u8\n"
                + "#EXT-X-MEDIA:TYPE=AUDIO,URI=\"/other/a.m3u8\"\n" + "#EXTINF:4,\na.ts\n".repeat(1000);

        @GET
        @Path("blocking")
        @SignedResource(signer = "playlists", resource = "/hls/{id}/*")
        public String blocking() {
            return PLAYLIST;
        }

        @GET
        @Path("uni")
        @SignedResource(signer = "playlists", resource = "/hls/{id}/*")
        public Uni<byte[]> uni() {
            return Uni.createFrom().item(PLAYLIST.getBytes(StandardCharsets.UTF_8));
        }

        @GET
        @Path("dash")
        @Produces("application/dash+xml")
        @SignedResource(signer = "playlists", resource = "/hls/{id}/*")
        public String dash() {
            return "<MPD><Period><AdaptationSet><Representation id=\"a\"><SegmentTemplate media=\"https://ads.example/$Number$.m4s\"/>"
                    + "</Representation><Representation id=\"b\"><SegmentTemplate media=\"$Number$.m4s\"/></Representation>"
                    + "</AdaptationSet></Period></MPD>";
        }
    }
}
