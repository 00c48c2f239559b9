package io.quarkiverse.cloudfront.signer.runtime.policy;

import static io.quarkiverse.cloudfront.signer.runtime.key.TestKeys.KEY_PAIR_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKey;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.url.RandomUrls;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCannedPolicy;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCustomPolicy;
import software.amazon.awssdk.services.cloudfront.model.CannedSignerRequest;
import software.amazon.awssdk.services.cloudfront.model.CustomSignerRequest;
import software.amazon.awssdk.services.cloudfront.utils.SigningHashAlgorithm;

/**
 * The AWS SDK for Java as an oracle. RSA signatures are deterministic, so those of the signer must equal the SDK's, byte for
 * byte. ECDSA signatures of the SDK are random, so only the remaining parts must be equal, and the signer's signature must
 * verify.
 * <p>
 * The tests avoid the intended differences. The SDK drops a fragment, and signs wildcards, dot segments, and reserved names,
 * all of which the signer refuses. It does not change an IP address, to which the signer appends {@code /32}. Its cookies do
 * not have attributes.
 */
class SdkOracleTest {

    private static final CookieAttributes COOKIE_RULE = new CookieAttributes(Optional.empty(), Optional.of("/"),
            SignedCookie.SameSite.LAX,
            true, true);

    private static KeyPair rsa;
    private static KeyPair ec;

    private final CloudFrontUtilities sdk = CloudFrontUtilities.create();
    private final UrlGuard guard = RandomUrls.guard();

    @BeforeAll
    static void makeKeys() {
        rsa = TestKeys.rsa2048();
        ec = TestKeys.p256();
    }

    @ParameterizedTest
    @EnumSource
    void cannedPolicies_areSignedAsByTheSdk(HashAlgorithm hash) {
        LocalKey key = TestKeys.load(rsa.getPrivate(), hash);
        Rounds.each(random -> {
            RandomUrls urls = new RandomUrls(random);
            Policy policy = Policy.canned(urls.url(), urls.expiry());
            DefaultSignedPolicy applied = sign(policy, key);
            CannedSignerRequest request = canned(policy, rsa.getPrivate(), hash);

            assertThat(applied.url(URI.create(policy.resource())).toString())
                    .isEqualTo(sdk.getSignedUrlWithCannedPolicy(request).url());
            assertThat(cookies(applied)).isEqualTo(cookies(sdk.getCookiesForCannedPolicy(request)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void customPolicies_areSignedAsByTheSdk(HashAlgorithm hash) {
        LocalKey key = TestKeys.load(rsa.getPrivate(), hash);
        Rounds.each(random -> {
            RandomUrls urls = new RandomUrls(random);
            String url = urls.url();
            Policy policy = urls.customPolicy(url);
            DefaultSignedPolicy applied = sign(policy, key);
            CustomSignerRequest request = custom(url, policy, rsa.getPrivate(), hash);

            assertThat(applied.url(URI.create(url)).toString())
                    .isEqualTo(sdk.getSignedUrlWithCustomPolicy(request).url());
            assertThat(cookies(applied)).isEqualTo(cookies(sdk.getCookiesForCustomPolicy(request)));
        });
    }

    @Test
    void ecdsaSignatures_verifyAndAreEqualEachTime() throws GeneralSecurityException {
        LocalKey key = TestKeys.load(ec.getPrivate(), HashAlgorithm.SHA256);
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        Rounds.each(random -> {
            RandomUrls urls = new RandomUrls(random);
            String url = urls.url();
            Policy policy = random.nextBoolean() ? urls.customPolicy(url) : Policy.canned(url, urls.expiry());
            String signed = sign(policy, key).url(URI.create(url)).toString();

            verifier.initVerify(ec.getPublic());
            verifier.update(policy.json().getBytes(StandardCharsets.UTF_8));
            assertThat(verifier.verify(signature(signed))).as(signed).isTrue();
            assertThat(sign(policy, key).url(url)).isEqualTo(signed);
        });
    }

    @Test
    void ecdsaUrls_differFromTheSdkInTheSignatureOnly() {
        LocalKey key = TestKeys.load(ec.getPrivate(), HashAlgorithm.SHA256);
        Rounds.each(random -> {
            RandomUrls urls = new RandomUrls(random);
            String url = urls.url();
            Policy custom = urls.customPolicy(url);
            Policy canned = Policy.canned(url, urls.expiry());

            assertThat(withoutSignature(sign(custom, key).url(url)))
                    .isEqualTo(withoutSignature(sdk.getSignedUrlWithCustomPolicy(
                            custom(url, custom, ec.getPrivate(), HashAlgorithm.SHA256)).url()));
            assertThat(withoutSignature(sign(canned, key).url(url)))
                    .isEqualTo(withoutSignature(sdk.getSignedUrlWithCannedPolicy(
                            canned(canned, ec.getPrivate(), HashAlgorithm.SHA256)).url()));
        });
    }

    private DefaultSignedPolicy sign(Policy policy, LocalKey key) {
        return new DefaultSignedPolicy(policy, key, key.signNow(policy.json().getBytes(StandardCharsets.UTF_8)),
                new ParameterWriter(), guard, COOKIE_RULE);
    }

    private static CannedSignerRequest canned(Policy policy, PrivateKey key, HashAlgorithm hash) {
        return CannedSignerRequest.builder()
                .resourceUrl(policy.resource())
                .expirationDate(policy.expiresAt())
                .keyPairId(KEY_PAIR_ID)
                .privateKey(key)
                .hashAlgorithm(SigningHashAlgorithm.valueOf(hash.name()))
                .build();
    }

    private static CustomSignerRequest custom(String url, Policy policy, PrivateKey key, HashAlgorithm hash) {
        return CustomSignerRequest.builder()
                .resourceUrl(url)
                .resourceUrlPattern(policy.resource())
                .expirationDate(policy.expiresAt())
                .activeDate(policy.notBefore().orElse(null))
                .ipRange(policy.ipAddress().orElse(null))
                .keyPairId(KEY_PAIR_ID)
                .privateKey(key)
                .hashAlgorithm(SigningHashAlgorithm.valueOf(hash.name()))
                .build();
    }

    private static List<String> cookies(DefaultSignedPolicy applied) {
        return applied.cookies().cookies().stream().map(cookie -> cookie.name() + "=" + cookie.value()).toList();
    }

    private static List<String> cookies(CookiesForCannedPolicy cookies) {
        return Stream.of(cookies.expiresHeaderValue(), cookies.signatureHeaderValue(), cookies.keyPairIdHeaderValue(),
                cookies.hashAlgorithmHeaderValue()).filter(Objects::nonNull).toList();
    }

    private static List<String> cookies(CookiesForCustomPolicy cookies) {
        return Stream.of(cookies.policyHeaderValue(), cookies.signatureHeaderValue(), cookies.keyPairIdHeaderValue(),
                cookies.hashAlgorithmHeaderValue()).filter(Objects::nonNull).toList();
    }

    private static byte[] signature(String signedUrl) {
        String encoded = signedUrl.substring(signedUrl.indexOf("&Signature=") + 11, signedUrl.indexOf("&Key-Pair-Id="));
        return Base64.getDecoder().decode(encoded.replace('-', '+').replace('_', '=').replace('~', '/'));
    }

    private static String withoutSignature(String signedUrl) {
        return signedUrl.substring(0, signedUrl.indexOf("&Signature="))
                + signedUrl.substring(signedUrl.indexOf("&Key-Pair-Id="));
    }
}
