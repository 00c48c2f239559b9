package io.quarkiverse.cloudfront.signer;

import java.net.URI;

import io.smallrye.mutiny.Uni;

/**
 * Signs URLs and policies with the private key of one CloudFront key pair. One bean for each configured signer: the unnamed one
 * is injected as it is, a named one with {@link SignerName @SignerName}. Thread-safe.
 * <p>
 * All methods throw {@link CloudFrontSignerException} for what cannot or must not be signed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public interface CloudFrontSigner {

    /**
     * Signs one URL with a canned policy and the signer's {@code expires-in}. The URL is signed exactly as it is written,
     * never decoded or normalised.
     *
     * @param url an absolute URL of the signer's host or of one of its {@code allowed-hosts}, or a path that begins with
     *        {@code /}
     * @throws CloudFrontSignerException if the URL is of another host or scheme, or has a wildcard, a dot segment, a query
     *         parameter that CloudFront reserves, a fragment, user info, a character that must be percent-encoded, or is
     *         longer than 8,192 bytes once signed; for a key that is held remotely also on the event loop, where
     *         {@link #signAsync(Policy)} is to be used
     */
    URI sign(URI url);

    /**
     * As {@link #sign(URI)}, for a path such as {@code /albums/7/summit.jpg} or an absolute URL, percent-encoded.
     */
    URI sign(String pathOrUrl);

    /**
     * As {@link #sign(String)}, as text: what goes into JSON or a page need not be parsed as a {@code URI} before.
     */
    String signUrl(String pathOrUrl);

    /**
     * Signs a policy. The signature can then be applied to any number of URLs.
     *
     * @throws CloudFrontSignerException if the policy's resource is outside the signer's hosts, the policy has expired, or,
     *         for a key that is held remotely, on the event loop or when the key does not answer
     */
    SignedPolicy sign(Policy policy);

    /**
     * As {@link #sign(Policy)}, without blocking the caller; the {@code Uni} fails with what that method throws.
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
     * The signer's name, {@link SignerName#DEFAULT} for the unnamed one.
     */
    String name();
}
