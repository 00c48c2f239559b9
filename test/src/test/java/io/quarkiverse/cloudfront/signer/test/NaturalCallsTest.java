package io.quarkiverse.cloudfront.signer.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.restassured.builder.ResponseBuilder;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;

/** The most obvious calls compile, although RestAssured's {@code path} returns any expected type. */
class NaturalCallsTest {

    private static final String PICTURE = "/albums/alps/lake.svg";
    private static final CloudFrontVerifier VERIFIER = Distribution.verifier();

    private final Response response = new ResponseBuilder().setStatusCode(200)
            .setHeaders(headers())
            .setContentType(ContentType.JSON)
            .setBody("""
                    {"url": "%s", "picture": "%s", "expiry": "2026-11-24T14:15:00Z", "ip": "203.0.113.9",
                     "keyPairId": "%s", "publicKey": "%s"}""".formatted(Distribution.canned(PICTURE), PICTURE,
                    Distribution.KEY_PAIR_ID, Distribution.publicKey()))
            .build();

    @Test
    void valuesOfResponses_areAcceptedWithoutCasts() {
        VERIFIER.assertSigned(response.path("url")).forResource(response.path("picture"))
                .covers(response.path("picture")).doesNotCover("/other").signedWith(response.path("keyPairId"));
        VERIFIER.assertSigned(response.then().extract().path("url")).expiresBy(Instant.parse(response.path("expiry")));
        VERIFIER.assertSigned(response.jsonPath().get("url"));
        VERIFIER.assertSigned(response.jsonPath().getString("url"));
        VERIFIER.assertSigned(response.header("Location"));
        VERIFIER.assertCookies(response.headers().getValues("Set-Cookie")).doesNotOpen("/other")
                .opens(response.path("picture"));
        VERIFIER.trustingPem(response.path("keyPairId"), response.path("publicKey")).forViewer(response.path("ip"))
                .assertSigned(response.path("url"));
        CloudFrontVerifier.of(URI.create(Distribution.URL)).trusting("KOTHER", Distribution.verificationKey());
    }

    @Test
    void methodReferences_areAcceptedByAssertJ() {
        assertThat(VERIFIER.urlsIn(response.asString())).hasSize(1).allSatisfy(VERIFIER::assertSigned);
        assertThat(List.of(response.header("Location"))).map(VERIFIER::assertSigned).extracting(SignedGrant::keyPairId)
                .containsOnly(Distribution.KEY_PAIR_ID);
        assertThatCode(() -> VERIFIER.assertSigned(response.path("url"))).doesNotThrowAnyException();
    }

    /** An argument of a generic type would match both. */
    @ParameterizedTest
    @ValueSource(classes = { CloudFrontEdge.class, CloudFrontVerifier.class, SignedGrant.class, SetCookies.class })
    void publicMethods_areNotOverloadedWithEquallyManyParameters(Class<?> type) {
        Stream<String> methods = Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(NaturalCallsTest::nameAndArity);

        assertThat(methods).isNotEmpty().doesNotHaveDuplicates();
    }

    private static String nameAndArity(Method method) {
        return method.getName() + "/" + method.getParameterCount();
    }

    private static Headers headers() {
        Stream<Header> cookies = Distribution.cannedCookies(PICTURE).stream().map(cookie -> new Header("Set-Cookie", cookie));
        return new Headers(Stream.concat(cookies, Stream.of(new Header("Location", Distribution.canned(PICTURE)))).toList());
    }
}
