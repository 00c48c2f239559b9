package io.quarkiverse.cloudfront.signer;

import java.net.URI;

import io.smallrye.mutiny.Uni;

/**
 * Signs URLs and policies with the private key of one CloudFront key pair. One bean for each configured signer: the default
 * signer
 * is injected without a qualifier, a named signer with {@link SignerName @SignerName}. Thread-safe.
 * <p>
 * All methods throw {@link CloudFrontSignerException} for what cannot or must not be signed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public interface CloudFrontSigner {

    /**
     * Signs one URL with a canned policy and the signer's {@code expires-in}. The URL is signed exactly as it is written: it is
     * not decoded or normalised.
     *
     * @param pathOrUrl an absolute URL of the signer's host or of one of its {@code allowed-hosts}, or a path that begins with
     *        {@code /}, such as {@code /albums/7/summit.jpg}; percent-encoded
     * @throws CloudFrontSignerException if the URL has another host or scheme, or contains a wildcard, a dot segment, a query
     *         parameter that CloudFront reserves, a fragment, user info, or a character that must be percent-encoded, or is
     *         longer than 8,192 bytes once signed; with a remote key also on the event loop, where
     *         {@link #signAsync(String)} must be used
     */
    String sign(String pathOrUrl);

    /**
     * As {@link #sign(String)}. For many URLs, strings are faster, because each signed URL has to be parsed as a {@code URI}.
     */
    URI sign(URI url);

    /**
     * Signs a policy. The signature can then be applied to any number of URLs.
     *
     * @throws CloudFrontSignerException if the policy's resource is outside the signer's hosts, the policy has expired, or,
     *         for a key that is held remotely, on the event loop or when the key does not answer
     */
    SignedPolicy sign(Policy policy);

    /**
     * As {@link #sign(String)}, without blocking the caller. The {@code Uni} fails with the exceptions of that method.
     */
    Uni<String> signAsync(String pathOrUrl);

    /**
     * As {@link #sign(URI)}, without blocking the caller. The {@code Uni} fails with the exceptions of that method.
     */
    Uni<URI> signAsync(URI url);

    /**
     * As {@link #sign(Policy)}, without blocking the caller. The {@code Uni} fails with the exceptions of that method.
     */
    Uni<SignedPolicy> signAsync(Policy policy);

    /**
     * Begins a policy with the signer's {@code expires-in}.
     *
     * @param resource what is granted: a path under the signer's URL or an absolute URL; wildcards {@code *} and {@code ?} are
     *        allowed and taken as such, so it must not be made from what a viewer sent
     * @throws CloudFrontSignerException if the resource is not of this form
     */
    Policy.Builder policy(String resource);

    /**
     * The signer's name, {@link SignerName#DEFAULT} for the default signer.
     */
    String name();
}
