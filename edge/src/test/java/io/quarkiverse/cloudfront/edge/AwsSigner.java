package io.quarkiverse.cloudfront.edge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCannedPolicy;
import software.amazon.awssdk.services.cloudfront.cookie.CookiesForCustomPolicy;
import software.amazon.awssdk.services.cloudfront.utils.SigningHashAlgorithm;

/** Signs with the AWS SDK, which shares no code with the verifier. If the SDK would refuse to sign, it signs by hand. */
public record AwsSigner(String keyPairId, KeyPair keys, SigningHashAlgorithm hash) {

    private static final CloudFrontUtilities SDK = CloudFrontUtilities.create();

    public static AwsSigner rsaSha1() {
        return new AwsSigner("KRSA", TestKeys.RSA, SigningHashAlgorithm.SHA1);
    }

    public static AwsSigner rsaSha256() {
        return new AwsSigner("KRSA", TestKeys.RSA, SigningHashAlgorithm.SHA256);
    }

    public static AwsSigner ecSha1() {
        return new AwsSigner("KEC", TestKeys.EC, SigningHashAlgorithm.SHA1);
    }

    public static AwsSigner ecSha256() {
        return new AwsSigner("KEC", TestKeys.EC, SigningHashAlgorithm.SHA256);
    }

    public String cannedUrl(String url, Instant expires) {
        return SDK.getSignedUrlWithCannedPolicy(request -> request.resourceUrl(url).privateKey(keys.getPrivate())
                .keyPairId(keyPairId).expirationDate(expires).hashAlgorithm(hash)).url();
    }

    public String customUrl(String url, String resource, Instant expires) {
        return customUrl(url, resource, expires, null, null);
    }

    public String customUrl(String url, String resource, Instant expires, Instant active, String ipRange) {
        return SDK.getSignedUrlWithCustomPolicy(request -> request.resourceUrl(url).resourceUrlPattern(resource)
                .privateKey(keys.getPrivate()).keyPairId(keyPairId).expirationDate(expires).activeDate(active)
                .ipRange(ipRange).hashAlgorithm(hash)).url();
    }

    public String cannedCookies(String url, Instant expires) {
        CookiesForCannedPolicy cookies = SDK.getCookiesForCannedPolicy(request -> request.resourceUrl(url)
                .privateKey(keys.getPrivate()).keyPairId(keyPairId).expirationDate(expires).hashAlgorithm(hash));
        return header(cookies.expiresHeaderValue(), cookies.signatureHeaderValue(), cookies.keyPairIdHeaderValue(),
                cookies.hashAlgorithmHeaderValue());
    }

    public String customCookies(String resource, Instant expires) {
        CookiesForCustomPolicy cookies = SDK.getCookiesForCustomPolicy(request -> request.resourceUrl(resource)
                .privateKey(keys.getPrivate()).keyPairId(keyPairId).expirationDate(expires).hashAlgorithm(hash));
        return header(cookies.policyHeaderValue(), cookies.signatureHeaderValue(), cookies.keyPairIdHeaderValue(),
                cookies.hashAlgorithmHeaderValue());
    }

    /** CloudFront's parameters for a policy with any content, to be appended to a URL. */
    public String customQuery(String json) {
        return "Policy=" + encode(json.getBytes(StandardCharsets.UTF_8)) + "&Signature=" + signature(json)
                + "&Key-Pair-Id=" + keyPairId + marker();
    }

    /** CloudFront's parameters for a canned policy, whose expiry can differ between the URL and the policy. */
    public String cannedQuery(String signedResource, String signedExpires, String expires) {
        return "Expires=" + expires + "&Signature=" + signature(canned(signedResource, signedExpires)) + "&Key-Pair-Id="
                + keyPairId + marker();
    }

    public static String canned(String resource, String expires) {
        return "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + expires + "}}}]}";
    }

    public String signature(String text) {
        return signature(text, hash + "with" + (keys.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
    }

    public String signature(String text, String algorithm) {
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(keys.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return encode(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes).replace('+', '-').replace('=', '_').replace('/', '~');
    }

    private String marker() {
        return hash == SigningHashAlgorithm.SHA256 ? "&Hash-Algorithm=SHA256" : "";
    }

    private static String header(String... cookies) {
        return Stream.of(cookies).filter(cookie -> cookie != null && !cookie.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
