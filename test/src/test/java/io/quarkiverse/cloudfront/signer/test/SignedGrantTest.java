package io.quarkiverse.cloudfront.signer.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Assertions on signed URLs pass if the policy has the value, and otherwise fail with the actual one.
 */
class SignedGrantTest {

    private static final CloudFrontVerifier VERIFIER = Distribution.verifier();
    private static final String PICTURE = "/users/alice/albums/two%20of%20us.jpg";
    private static final String ALBUMS = "/users/alice/albums/*";

    @Test
    void cannedUrl_coversItself() {
        SignedGrant grant = VERIFIER.assertSigned(Distribution.canned(PICTURE + "?size=m"));

        grant.forResource(PICTURE + "?size=m").expiresWithin(Duration.ofMinutes(15)).validForAtLeast(Duration.ofMinutes(15))
                .expiresBy(Distribution.IN_A_QUARTER).signedWith(Distribution.KEY_PAIR_ID).doesNotCover(PICTURE);
        assertThat(grant.resource()).isEqualTo(Distribution.URL + PICTURE + "?size=m");
        assertThat(grant.expiry()).isEqualTo(Distribution.IN_A_QUARTER);
        assertThat(grant.keyPairId()).isEqualTo(Distribution.KEY_PAIR_ID);
    }

    @Test
    void cannedUrlWithAMark_isForItsResource() {
        for (String path : List.of("/a.jpg", "/a.jpg?v=1")) {
            VERIFIER.assertSigned(Distribution.canned(path + (path.contains("?") ? "&" : "?") + "mark=abc.def"))
                    .forResource(path);
        }
    }

    @Test
    void customPolicy_coversItsResource() {
        VERIFIER.assertSigned(Distribution.custom(PICTURE, ALBUMS)).forResource(ALBUMS)
                .forResource(Distribution.URL + ALBUMS).forUser("alice").covers("/users/alice/albums/other.jpg")
                .covers(Distribution.URL + "/users/alice/albums/other.jpg?size=m").doesNotCover("/users/bob/albums/other.jpg");
    }

    @Test
    void forUser_comparesOneDecodedSegment() {
        SignedGrant grant = VERIFIER.assertSigned(Distribution.custom("/users/a%2Fb+c%2A/x", "/users/a%2Fb+c%2A/*"));
        grant.forUser("a/b+c*");
        for (String other : new String[] { "a", "b+c*", "a/b c*", "*", "users/a/b+c*" }) {
            assertThatThrownBy(() -> grant.forUser(other)).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("should be for \"" + other + "\" alone, but is for the resource https://");
        }
    }

    @Test
    void boundUrl_isForItsViewer() {
        String url = Distribution.boundTo("203.0.113.9/32", PICTURE, ALBUMS);
        VERIFIER.forViewer("203.0.113.9").assertSigned(url).boundTo("203.0.113.9").boundTo("203.0.113.9/32");

        assertThatThrownBy(() -> VERIFIER.assertSigned(url)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("the viewer's address 127.0.0.1 is not in 203.0.113.9/32");
    }

    static Stream<Arguments> whatIsNotSo() {
        return Stream.of(
                assertion(grant -> grant.forResource("/users/*"),
                        "should be for the resource https://media.example.com/users/*, "
                                + "but is for https://media.example.com" + ALBUMS),
                assertion(grant -> grant.forUser("bob"), "should be for \"bob\" alone, but is for the resource"),
                assertion(grant -> grant.forUser("*"), "should be for \"*\" alone"),
                assertion(grant -> grant.covers("/users/bob/a.jpg"),
                        "CloudFront would refuse /users/bob/a.jpg with AccessDenied: "
                                + "the policy's resource https://media.example.com" + ALBUMS + " does not cover the URL"),
                assertion(grant -> grant.doesNotCover("/users/alice/albums/b.jpg"),
                        "should be not for /users/alice/albums/b.jpg, but is for the resource"),
                assertion(grant -> grant.expiresWithin(Duration.ofMinutes(14)),
                        "should be until 2026-11-24T14:14:00Z or earlier, but is until 2026-11-24T14:15:00Z"),
                assertion(grant -> grant.validForAtLeast(Duration.ofMinutes(16)),
                        "should be until 2026-11-24T14:16:00Z or later, but is until 2026-11-24T14:15:00Z"),
                assertion(grant -> grant.expiresBy(Distribution.NOW), "should be until 2026-11-24T14:00:00Z or earlier"),
                assertion(grant -> grant.boundTo("203.0.113.9"),
                        "should be for viewers at 203.0.113.9/32, but is for every address"),
                assertion(grant -> grant.signedWith("KOTHER"), "should be signed with key pair KOTHER, but is with KMEDIA"));
    }

    private static Arguments assertion(Consumer<SignedGrant> assertion, String message) {
        return Arguments.of(message, assertion);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatIsNotSo")
    void failedAssertion_saysTheActualValue(String message, Consumer<SignedGrant> assertion) {
        SignedGrant grant = VERIFIER.assertSigned(Distribution.custom(PICTURE, ALBUMS));
        assertThatThrownBy(() -> assertion.accept(grant)).isInstanceOf(AssertionError.class).hasMessageContaining(message)
                .hasMessageNotContaining("Signature").hasMessageNotContaining("Policy=");
    }

    @Test
    void toString_showsNoSignature() {
        assertThat(VERIFIER.assertSigned(Distribution.custom(PICTURE, ALBUMS)))
                .hasToString(PICTURE + " for https://media.example.com" + ALBUMS + " until 2026-11-24T14:15:00Z");
    }
}
