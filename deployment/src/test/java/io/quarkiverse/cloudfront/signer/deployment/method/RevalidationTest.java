package io.quarkiverse.cloudfront.signer.deployment.method;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * Requests with which a cache asks whether it can use a signed response again.
 */
class RevalidationTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = CachedResponses.application();

    private String session;

    @BeforeEach
    void logIn() {
        session = CachedResponses.login("alice");
    }

    private RequestSpecification alice() {
        return given().redirects().follow(false).header("Cookie", session);
    }

    private static String now() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(Clock.system(ZoneOffset.UTC)));
    }

    static Stream<String> signed() {
        return CachedResponses.signed().stream();
    }

    static Stream<String> knownToSign() {
        return CachedResponses.KNOWN_TO_SIGN.stream().map(kind -> "/kept/" + kind);
    }

    /** Without a strong entity tag, Squid and OkHttp ask with the date of the response. */
    @ParameterizedTest
    @MethodSource("signed")
    void cache_cannotAskForASignedResponse(String path) {
        Set<String> tags = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            Response response = alice().get(path);
            assertIsSigned(response);
            assertThat(response.header("Last-Modified")).isNull();
            String tag = response.header("ETag");
            assertThat(tag).matches("\"[0-9a-f]+\"");
            assertThat(tags.add(tag)).isTrue();

            assertIsSigned(alice().header("If-None-Match", tag).header("If-Modified-Since", now()).get(path));
        }
    }

    @ParameterizedTest
    @MethodSource("knownToSign")
    void endpointThatSigns_answersAsIfNothingMatched(String path) {
        assertIsSigned(alice().header("If-None-Match", CachedResponses.TAG).get(path));
        assertIsSigned(alice().header("If-None-Match", "*").header("If-Modified-Since", now()).get(path));
        assertIsSigned(alice().header("If-Modified-Since", now()).get(path));
        assertThat(alice().header("If-None-Match", CachedResponses.TAG).head(path).statusCode()).isEqualTo(200);
    }

    @Test
    void endpointThatSigns_overHttp2_answersAsIfNothingMatched() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/kept/tag"))
                        .header("Cookie", session).header("If-None-Match", CachedResponses.TAG).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Signature=");
    }

    @ParameterizedTest
    @ValueSource(strings = { "If-None-Match: \"v1\"", "If-Match: \"v2\"" })
    void requestThatChangesSomething_isStillConditional(String condition) {
        String[] header = condition.split(": ");

        assertThat(alice().header(header[0], header[1]).put("/kept/changed").statusCode()).isEqualTo(412);
        assertIsSigned(alice().put("/kept/changed"));
    }

    @Test
    void responseWithoutSignatures_isRevalidated() {
        assertThat(alice().get("/kept/plain").header("ETag")).isEqualTo(CachedResponses.TAG);
        assertThat(alice().header("If-None-Match", CachedResponses.TAG).get("/kept/plain").statusCode()).isEqualTo(304);
    }

    private static void assertIsSigned(Response response) {
        assertThat(response.statusCode()).as(response.headers() + "").isIn(200, 303);
        assertThat(response.headers() + response.asString()).contains("Signature");
    }
}
