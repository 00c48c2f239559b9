package io.quarkiverse.cloudfront.signer.test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.policy.PolicyStatement;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;

/**
 * The access that a signed URL or signed cookies grant. The signature has already been verified. If an assertion fails, the
 * {@link AssertionError} names what the policy contains instead, but never shows a signature.
 *
 * <p>
 * Wherever a URL is expected, a path that begins with {@code /} stands for a URL of the distribution.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html">Create
 *      a signed URL using a custom policy</a>
 */
public final class SignedGrant {

    private final CloudFrontVerifier verifier;
    /** Returns the verdict with these credentials, for a path and query without CloudFront's parameters. */
    private final Function<String, Verdict> credentials;
    private final Verdict.Allowed verdict;

    private SignedGrant(CloudFrontVerifier verifier, Function<String, Verdict> credentials, Verdict.Allowed verdict) {
        this.verifier = verifier;
        this.credentials = credentials;
        this.verdict = verdict;
    }

    static SignedGrant of(CloudFrontVerifier verifier, Function<String, Verdict> credentials, String target) {
        Verdict verdict = credentials.apply(target);
        if (verdict instanceof Verdict.Refused refused) {
            throw new AssertionError("CloudFront would refuse " + printable(target) + " with " + refused.code().code() + ": "
                    + refused.reason().sentence());
        }
        return new SignedGrant(verifier, credentials, (Verdict.Allowed) verdict);
    }

    /**
     * Asserts that the policy has this resource. With a canned policy, the resource is the URL itself, with or without its
     * mark.
     */
    public SignedGrant forResource(String resource) {
        String expected = verifier.absolute(resource);
        return require(List.of(resource(), resource().replaceFirst("[?&]mark=[^&]+$", "")).contains(expected),
                "for the resource " + expected, "for " + resource());
    }

    /**
     * Asserts that one segment of the resource's path is this name: the user's name, or another value that fills a placeholder
     * such as {@code {principal}}. A segment with a wildcard does not count.
     *
     * @param name the name as the application knows it, not percent-encoded
     */
    public SignedGrant forUser(String name) {
        String path = RawTarget.parse(verifier.target(resource())).path();
        boolean segment = Arrays.stream(path.split("/")).filter(text -> text.indexOf('*') < 0)
                .anyMatch(text -> URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8).equals(name));
        return require(segment, "for \"" + name + "\" alone", "for the resource " + resource());
    }

    /** Asserts that the same signature opens another URL. */
    public SignedGrant covers(String pathOrUrl) {
        of(verifier, credentials, target(pathOrUrl));
        return this;
    }

    /** Asserts that the same signature does not open another URL, such as another user's. */
    public SignedGrant doesNotCover(String pathOrUrl) {
        String target = target(pathOrUrl);
        return require(credentials.apply(target) instanceof Verdict.Refused, "not for " + printable(target),
                "for the resource " + resource());
    }

    /** Asserts that the grant expires within this duration from now. */
    public SignedGrant expiresWithin(Duration lifetime) {
        return expiresBy(verifier.now().plus(lifetime));
    }

    /** Asserts that the grant is valid for at least this duration from now. */
    public SignedGrant validForAtLeast(Duration lifetime) {
        Instant earliest = verifier.now().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        return require(!expiry().isBefore(earliest), "until " + earliest + " or later", "until " + expiry());
    }

    /** Asserts that the grant expires no later than this instant, such as the expiry of the user's token. */
    public SignedGrant expiresBy(Instant latest) {
        return require(!expiry().isAfter(latest), "until " + latest + " or earlier", "until " + expiry());
    }

    /** Asserts that the grant is only valid for viewers with this address, or in this CIDR range. */
    public SignedGrant boundTo(String ipAddress) {
        String expected = ipAddress.indexOf('/') < 0 ? ipAddress + "/32" : ipAddress;
        String actual = policy().sourceIp().map(Object::toString).orElse("every address");
        return require(actual.equals(expected), "for viewers at " + expected, "for " + actual);
    }

    /** Asserts that this key signed the policy. */
    public SignedGrant signedWith(String keyPairId) {
        return require(keyPairId().equals(keyPairId), "signed with key pair " + keyPairId, "with " + keyPairId());
    }

    /** The policy's resource, or {@code *} if the policy does not have one. */
    public String resource() {
        return policy().resource().orElse("*");
    }

    /** The time when the grant expires. */
    public Instant expiry() {
        return policy().expires();
    }

    /** The ID of the public key that verifies the signature. */
    public String keyPairId() {
        return verdict.keyPairId();
    }

    private PolicyStatement policy() {
        return verdict.policy();
    }

    private String target(String pathOrUrl) {
        return verifier.target(verifier.absolute(pathOrUrl));
    }

    private static String printable(String target) {
        return RawTarget.parse(target).printable();
    }

    private SignedGrant require(boolean met, String expected, String actual) {
        if (!met) {
            throw new AssertionError(
                    "The signature of " + printable(verdict.target()) + " should be " + expected + ", but is "
                            + actual);
        }
        return this;
    }

    /** Does not show the signature, which grants access. */
    @Override
    public String toString() {
        return printable(verdict.target()) + " for " + resource() + " until " + expiry();
    }
}
