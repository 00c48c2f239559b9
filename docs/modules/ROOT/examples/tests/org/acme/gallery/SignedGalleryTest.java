package org.acme.gallery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.test.CloudFrontEdge;
import io.quarkiverse.cloudfront.signer.test.CloudFrontVerifier;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.specification.RequestSpecification;

// tag::edge[]
@QuarkusTest
class SignedGalleryTest {

    CloudFrontEdge edge = new CloudFrontEdge();
    // end::edge[]

    // tag::url[]
    @Test
    void cover_isSignedForAnHour() {
        String cover = alice().get("/albums/alps/cover").as(String.class);

        edge.assertSigned(cover)
                .forResource("/albums/alps/mirror-lake.svg")
                .expiresWithin(Duration.ofHours(1))
                .validForAtLeast(Duration.ofMinutes(59))
                .signedWith(edge.keyPairId());
    }
    // end::url[]

    // tag::body[]
    @Test
    @TestSecurity(user = "alice")
    void album_hasEachUrlSigned() {
        String body = given().get("/albums/alps/everything").asString();

        assertThat(edge.urlsIn(body)).hasSize(2).allSatisfy(url -> edge.assertSigned(url)
                .forResource("/albums/alps/*")
                .doesNotCover("/albums/desert/dune-crest.svg"));
    }
    // end::body[]

    // tag::cookies[]
    @Test
    @TestSecurity(user = "alice")
    void drafts_areForTheirUserOnly() {
        List<String> setCookies = given().get("/drafts").headers().getValues("Set-Cookie");

        edge.assertCookies(setCookies)
                .doesNotOpen("/users/bob/drafts/glacier.svg")
                .opens("/users/alice/drafts/glacier.svg")
                .forUser("alice")
                .expiresWithin(Duration.ofMinutes(15));
    }
    // end::cookies[]

    // tag::viewer[]
    @Test
    @TestSecurity(user = "alice")
    void preview_isForOneViewerAndOneMinute() {
        String preview = given().get("/videos/7/preview").as(String.class);

        edge.assertSigned(preview).boundTo("127.0.0.1");
        assertThrows(AssertionError.class, () -> edge.verifier().forViewer("203.0.113.9").assertSigned(preview));
        assertThrows(AssertionError.class, () -> edge.verifier().at(Instant.now().plusSeconds(61)).assertSigned(preview));
    }
    // end::viewer[]

    // tag::request[]
    @Test
    void edge_deliversSignedUrlsOnly() throws Exception {
        String cover = alice().get("/albums/alps/cover").as(String.class);

        assertThat(status(URI.create(cover))).isEqualTo(200);
        assertThat(status(edge.url("/albums/alps/mirror-lake.svg"))).isEqualTo(403);
    }

    private static int status(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
    // end::request[]

    // tag::key[]
    @Inject
    Archive archive;

    @Inject
    KeyStandIn keys;

    @Test
    @TestSecurity(user = "alice")
    void archive_signsWithItsOwnKey() {
        CloudFrontVerifier verifier = CloudFrontVerifier.of(URI.create("https://archive.example.com"))
                .trusting("K2ARCHIVE", keys.publicKey("cloudfront-archive")); // or trustingPem

        URI report = archive.report(2026).await().indefinitely();

        verifier.assertSigned(report.toString()).forResource("/2026/*");
    }
    // end::key[]

    private static RequestSpecification alice() {
        return given().auth().preemptive().basic("alice", "wonderland");
    }
    // tag::edge[]
}
// end::edge[]
