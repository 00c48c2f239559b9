package org.acme.albums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.spi.CDI;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;

/**
 * The sample of Jakarta REST without Quarkus, with Jersey and Weld.
 */
class AlbumsTest {

    private static final String HOST = "media.example.com";
    private static final String KEY_PAIR_ID = "K2JCJMDEHXQW5F";
    private static final String PICTURE = "/albums/alps/mirror-lake.svg";

    private static Map<String, String> properties;
    private static KeyGroup trusted;
    private static HttpServer server;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        KeyPair pair = NewKey.p256Pair();
        trusted = KeyGroup.of("trusted", KEY_PAIR_ID, pair.getPublic());
        Path key = Files.writeString(directory.resolve("private-key.pem"), NewKey.pem(pair.getPrivate()));
        properties = Map.of("cloudfront.url", "https://" + HOST, "cloudfront.key-pair-id", KEY_PAIR_ID,
                "cloudfront.private-key-location", key.toString());
        properties.forEach(System::setProperty);
        server = Albums.start(URI.create("http://localhost:0/"));
        get("/albums/alps/cover"); // reads the key before its file is deleted
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        ((SeContainer) CDI.current()).close();
        properties.keySet().forEach(System::clearProperty);
    }

    @Test
    void urlsOfAMethod_areSigned() throws Exception {
        List<?> pictures = new ObjectMapper().readValue(get("/albums/alps/pictures"), List.class);

        assertThat(pictures).singleElement().satisfies(AlbumsTest::isAccepted);
    }

    @Test
    void field_isSigned() throws Exception {
        Map<?, ?> cover = new ObjectMapper().readValue(get("/albums/alps/cover"), Map.class);

        isAccepted(cover.get("image"));
        assertThat(cover.get("title")).isEqualTo("Mirror lake");
    }

    @Test
    void otherValue_failsTheCall() {
        Unsupported unsupported = CDI.current().select(Unsupported.class).get();

        assertThatThrownBy(unsupported::pictures).isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("must return a String or a List<String>");
    }

    @ApplicationScoped
    static class Unsupported {

        @Signed
        public Set<String> pictures() {
            return Set.of(PICTURE);
        }
    }

    private static void isAccepted(Object url) {
        URI signed = URI.create((String) url);
        assertThat(signed).hasScheme("https").hasHost(HOST).hasPath(PICTURE);
        assertThat(verdict(PICTURE + "?" + signed.getRawQuery())).isInstanceOf(Verdict.Allowed.class);
        assertThat(verdict(PICTURE)).isInstanceOf(Verdict.Refused.class);
    }

    private static Verdict verdict(String target) {
        return new Verifier(Clock.systemUTC())
                .verify(new ViewerRequest("https", HOST, target, List.of(), "203.0.113.7"), trusted);
    }

    private static String get(String path) throws Exception {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        HttpResponse<String> response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
