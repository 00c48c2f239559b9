package io.quarkiverse.cloudfront.signer.test;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCannedPolicy;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCustomPolicy;
import software.amazon.awssdk.services.cloudfront.utils.SigningHashAlgorithm;

/** A distribution for which the AWS SDK signs. */
final class Distribution {

    static final String URL = "https://media.example.com";
    static final String KEY_PAIR_ID = "KMEDIA";
    static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
    static final Instant IN_A_QUARTER = NOW.plusSeconds(900);

    private static final CloudFrontUtilities SDK = CloudFrontUtilities.create();
    private static final KeyPair KEYS = ec();

    private Distribution() {
    }

    static CloudFrontVerifier verifier() {
        return CloudFrontVerifier.of(URI.create(URL)).trusting(KEY_PAIR_ID, KEYS.getPublic()).at(NOW);
    }

    static String canned(String path) {
        return signed(URL + path, IN_A_QUARTER);
    }

    static String signed(String url, Instant expiry) {
        return SDK.getSignedUrlWithCannedPolicy(request -> request.resourceUrl(url).privateKey(KEYS.getPrivate())
                .keyPairId(KEY_PAIR_ID).expirationDate(expiry).hashAlgorithm(SigningHashAlgorithm.SHA256)).url();
    }

    static String custom(String path, String resource) {
        return boundTo(null, path, resource);
    }

    static String boundTo(String ipRange, String path, String resource) {
        return SDK.getSignedUrlWithCustomPolicy(request -> request.resourceUrl(URL + path).resourceUrlPattern(URL + resource)
                .privateKey(KEYS.getPrivate()).keyPairId(KEY_PAIR_ID).expirationDate(IN_A_QUARTER).ipRange(ipRange)
                .hashAlgorithm(SigningHashAlgorithm.SHA256)).url();
    }

    /** As {@code Set-Cookie} headers. */
    static List<String> cookies(String resource, String cookiePath) {
        CookiesForCustomPolicy cookies = SDK.getCookiesForCustomPolicy(request -> request.resourceUrl(URL + resource)
                .privateKey(KEYS.getPrivate()).keyPairId(KEY_PAIR_ID).expirationDate(IN_A_QUARTER)
                .hashAlgorithm(SigningHashAlgorithm.SHA256));
        return Stream.of(cookies.policyHeaderValue(), cookies.signatureHeaderValue(), cookies.keyPairIdHeaderValue(),
                cookies.hashAlgorithmHeaderValue())
                .map(cookie -> cookie + "; Path=" + cookiePath + "; Secure; HttpOnly; SameSite=Lax").toList();
    }

    /** As {@code Set-Cookie} headers. */
    static List<String> cannedCookies(String path) {
        CookiesForCannedPolicy cookies = SDK.getCookiesForCannedPolicy(request -> request.resourceUrl(URL + path)
                .privateKey(KEYS.getPrivate()).keyPairId(KEY_PAIR_ID).expirationDate(IN_A_QUARTER)
                .hashAlgorithm(SigningHashAlgorithm.SHA256));
        return Stream.of(cookies.expiresHeaderValue(), cookies.signatureHeaderValue(), cookies.keyPairIdHeaderValue(),
                cookies.hashAlgorithmHeaderValue()).map(cookie -> cookie + "; Path=/").toList();
    }

    static PublicKey verificationKey() {
        return KEYS.getPublic();
    }

    static String publicKeyPem() {
        return "-----BEGIN PUBLIC KEY-----\n" + publicKey().replaceAll("(.{64})", "$1\n") + "\n-----END PUBLIC KEY-----\n";
    }

    /** In base64. */
    static String publicKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    }

    private static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
