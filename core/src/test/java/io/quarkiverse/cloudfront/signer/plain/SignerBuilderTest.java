package io.quarkiverse.cloudfront.signer.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie.SameSite;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.SigningKey;
import io.quarkiverse.cloudfront.signer.fixtures.EncryptedKey;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKey;
import io.smallrye.mutiny.Uni;

class SignerBuilderTest {

    private static final String URL = "https://media.example.com";
    private static final String KEY = NewKey.p256();

    private final SteppedClock clock = new SteppedClock("2026-11-28T12:00:00Z");

    @TempDir
    private Path directory;

    private static SignerBuilder builder() {
        return SignerBuilder.of(URL).keyPairId("K1").privateKey(KEY);
    }

    private String expiry(Duration lifetime) {
        return "?Expires=" + clock.instant().plus(lifetime).getEpochSecond() + "&";
    }

    @Test
    void signer_signsForFifteenMinutes() {
        CloudFrontSigner signer = builder().build(clock);

        assertThat(signer.sign("/a.jpg")).startsWith(URL + "/a.jpg" + expiry(Duration.ofMinutes(15)))
                .contains("&Key-Pair-Id=K1").endsWith("&Hash-Algorithm=SHA256");
        assertThat(signer.signAsync("/a.jpg").await().indefinitely()).isEqualTo(signer.sign("/a.jpg"));
        assertThat(signer.name()).isEqualTo(SignerName.DEFAULT);
    }

    @Test
    void lifetime_isTheConfiguredOne() {
        assertThat(builder().expiresIn(Duration.ofHours(1)).build(clock).sign("/a.jpg")).contains(expiry(Duration.ofHours(1)));
    }

    @Test
    void expiry_isRoundedUpToTheWindow() {
        CloudFrontSigner signer = builder().expiryWindow(Duration.ofHours(1)).build(clock);
        clock.advance(Duration.ofSeconds(1));
        String url = signer.sign("/a.jpg");
        clock.advance(Duration.ofMinutes(40));

        assertThat(url).contains("?Expires=1795870800&").isEqualTo(signer.sign("/a.jpg"));
    }

    @Test
    void otherHost_isSignedIfItIsAllowed() {
        String other = "https://d111111abcdef8.cloudfront.net/a.jpg";

        assertThat(builder().allowedHosts("d111111abcdef8.cloudfront.net").build().sign(other)).startsWith(other + "?");
        assertThatThrownBy(() -> builder().build().sign(other))
                .isInstanceOfSatisfying(CloudFrontSignerException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.URL_NOT_SIGNABLE));
    }

    @Test
    void key_isReadFromAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), EncryptedKey.pem(NewKey.rsaPair().getPrivate(), "right"));

        assertThat(SignerBuilder.of(URL).keyPairId("K1").privateKeyLocation(file).privateKeyPassphrase("right").sha1().build()
                .sign("/a.jpg")).endsWith("&Key-Pair-Id=K1");
    }

    @Test
    void directory_hasTheKeyAndItsId() throws Exception {
        Files.writeString(directory.resolve("private-key.pem"), NewKey.pem(NewKey.p256Pair().getPrivate()));
        Files.writeString(directory.resolve("key-pair-id"), "K2\n");

        assertThat(SignerBuilder.of(URL).privateKeyLocation(directory).build().sign("/a.jpg")).contains("&Key-Pair-Id=K2");
    }

    @Test
    void cookies_haveTheDomain() {
        CloudFrontSigner signer = builder().cookieDomain("example.com").build();
        Policy policy = signer.policy("/albums/7/*").build();

        assertThat(signer.sign(policy).cookies().setCookieHeaders()).hasSize(4)
                .allMatch(header -> header.endsWith("; Path=/albums/7/; Domain=example.com; Secure; HTTPOnly; SameSite=Lax"));
        assertThat(builder().build().sign(policy).cookies().setCookieHeaders()).noneMatch(header -> header.contains("Domain"));
    }

    @Test
    void cookies_haveThePathAndSameSite() {
        CloudFrontSigner signer = builder().cookiePath("/albums/").cookieSameSite(SameSite.NONE).build();

        assertThat(signer.sign(signer.policy("/albums/7/*").build()).cookies().setCookieHeaders()).hasSize(4)
                .allMatch(header -> header.endsWith("; Path=/albums/; Secure; HTTPOnly; SameSite=None"));
    }

    private static SigningKey remote(String keyPairId) {
        return new TestKey(keyPairId, SigningKey.Algorithm.RSA_SHA256, policy -> Uni.createFrom().item(new byte[256]));
    }

    @Test
    void remoteKey_signs() {
        assertThat(SignerBuilder.of(URL).signingKey(remote("K3")).build().sign("/a.jpg")).contains("&Key-Pair-Id=K3");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("url must begin with https://", builder -> SignerBuilder.of("media.example.com")),
                mistake("allowed-hosts must be host names", builder -> builder.allowedHosts("https://a.example.com")),
                mistake("allowed-hosts contains the default port", builder -> builder.allowedHosts("a.example.com:443")),
                mistake("cookies.domain does not contain the host of url", builder -> builder.cookieDomain("xample.com")),
                mistake("key-pair-id is the ID of a distribution", builder -> builder.keyPairId("E2QWRUHAPOMQZL")),
                mistake("expires-in is PT0S; it must be at least one second", builder -> builder.expiresIn(Duration.ZERO)),
                mistake("expiry-window is PT1.5S; it must be a whole number", b -> b.expiryWindow(Duration.ofMillis(1500))),
                mistake("expiry-window is PT0S; it must be at least one", b -> b.expiryWindow(Duration.ZERO)),
                mistake("cookies.domain must be a domain name", builder -> builder.cookieDomain("example.com; Path=/")),
                mistake("cookies.domain is cloudfront.net", builder -> builder.cookieDomain("d1.cloudfront.net")),
                mistake("cookies.path must begin with /", builder -> builder.cookiePath("/images/*")),
                mistake("key-pair-id must be letters and digits", builder -> builder.keyPairId("K-1")),
                mistake("key-pair-id must be letters and digits",
                        builder -> SignerBuilder.of(URL).signingKey(remote("K 1"))),
                mistake("key-pair-id is missing", builder -> SignerBuilder.of(URL).privateKey(KEY)),
                mistake("private-key-location is missing, or set in addition",
                        builder -> SignerBuilder.of(URL).keyPairId("K1")),
                mistake("private-key-location is missing, or set in addition",
                        builder -> builder.privateKeyLocation(Path.of("a"))),
                mistake("private-key-location is missing, or set in addition", builder -> builder.signingKey(remote("K3"))),
                mistake("private-key ", builder -> builder.privateKey("SECRET")),
                mistake("private-key-location names the file ", builder -> SignerBuilder.of(URL).keyPairId("K1")
                        .privateKeyLocation(Path.of("absent.pem"))));
    }

    private static Arguments mistake(String message, UnaryOperator<SignerBuilder> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistake_isNamed(String message, UnaryOperator<SignerBuilder> change) {
        assertThatThrownBy(() -> change.apply(builder()).build())
                .isInstanceOfSatisfying(CloudFrontSignerException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_CONFIGURED))
                .hasMessageStartingWith(message).message().doesNotContain("SECRET");
    }

    @Test
    void signerForATenant_signsForItsDomainOnly() {
        CloudFrontSigner signer = SignerBuilder.of("https://{tenant}.media.example.com").keyPairId("K1").privateKey(KEY)
                .build(clock);
        CloudFrontSigner acme = signer.forTenant("acme");
        CloudFrontSigner beta = signer.forTenant("beta");

        assertThat(acme.sign("/a.jpg")).startsWith("https://acme.media.example.com/a.jpg" + expiry(Duration.ofMinutes(15)));
        assertThat(beta.sign("/a.jpg")).startsWith("https://beta.media.example.com/a.jpg" + expiry(Duration.ofMinutes(15)));
        assertThat(acme.sign("/a.jpg")).isEqualTo(signer.forTenant("acme").sign("/a.jpg")).isNotEqualTo(beta.sign("/a.jpg"));
        Policy policy = acme.policy("/films/*").build();
        assertThat(acme.sign(policy).url("/films/1.mp4")).startsWith("https://acme.media.example.com/films/1.mp4?Policy=");
        assertThatThrownBy(() -> acme.sign(policy).url("https://beta.media.example.com/films/1.mp4"))
                .isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> beta.sign(policy)).isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> signer.sign(policy)).isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> signer.sign("/a.jpg")).hasMessageContaining("call forTenant");
        assertThatThrownBy(() -> acme.forTenant("beta").sign("https://acme.media.example.com/a.jpg"))
                .isInstanceOf(CloudFrontSignerException.class);
    }
}
