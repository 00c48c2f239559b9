package io.quarkiverse.cloudfront.signer;

import java.net.URI;
import java.time.Duration;

import io.smallrye.mutiny.Uni;

/**
 * Signs URLs and policies with the active private key of one signer. There is one bean for each signer: inject the default
 * signer without a qualifier, and a named signer with {@link SignerName @SignerName}. Thread-safe.
 * <p>
 * If a method cannot sign, it throws a {@link CloudFrontSignerException}. Each {@code @throws} below names the possible
 * {@linkplain CloudFrontSignerException#reason() reasons}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public interface CloudFrontSigner {

    /**
     * Signs one URL with a canned policy that expires after the signer's {@code expires-in}. The URL is signed exactly as it
     * is written: it is not decoded or normalized.
     *
     * @param pathOrUrl a percent-encoded absolute URL of the signer's host or of one of its {@code allowed-hosts}, or a
     *        percent-encoded path that begins with {@code /}, such as {@code /albums/7/summit.jpg}
     * @return the URL with CloudFront's query parameters, at most 8,192 bytes
     * @throws CloudFrontSignerException {@code URL_NOT_SIGNABLE} if the URL has another host or scheme, or is too long once
     *         signed; also if it contains a wildcard, a dot segment, a query parameter that CloudFront reserves, a fragment,
     *         user info, or a character that must be percent-encoded; {@code BLOCKING_NOT_ALLOWED} on the event loop if the
     *         signer has a remote key (use {@link #signAsync(String)} instead); one of the reasons that begin with {@code KEY},
     *         or {@code MALFORMED_SIGNATURE} or {@code SIGNATURE_NOT_VERIFIED}, if the key fails
     */
    String sign(String pathOrUrl);

    /**
     * Like {@link #sign(String)}, but for a {@code URI}. If you sign many URLs, strings are faster, because each signed URL has
     * to be parsed as a {@code URI}.
     */
    URI sign(URI url);

    /**
     * Like {@link #sign(String)}, but with the given lifetime instead of the signer's {@code expires-in}. The policy is canned
     * and exact: unlike {@link #policy(String)}, it never contains a wildcard, even if a viewer has chosen a part of the path.
     *
     * @param expiresIn how long access lasts after signing, at least one second. If the signer has an {@code expiry-window},
     *        the expiry is rounded up to a multiple of this window
     * @throws CloudFrontSignerException for the reasons of {@link #sign(String)}; {@code INVALID_POLICY} if the duration is
     *         shorter than one second, or if access would expire after the year 5138
     */
    String sign(String pathOrUrl, Duration expiresIn);

    /**
     * Like {@link #sign(String, Duration)}, but for a {@code URI}.
     */
    URI sign(URI url, Duration expiresIn);

    /**
     * Signs a policy. You can then apply this one signature to any number of URLs.
     *
     * @throws CloudFrontSignerException {@code URL_NOT_SIGNABLE} if the policy's resource has a host that is not the signer's;
     *         {@code EXPIRED} if the policy has expired; if the key fails, the same reasons as for {@link #sign(String)}
     */
    SignedPolicy sign(Policy policy);

    /**
     * Like {@link #sign(String)}, but without blocking the caller. The {@code Uni} fails with the exceptions of that method.
     */
    Uni<String> signAsync(String pathOrUrl);

    /**
     * Like {@link #sign(URI)}, but without blocking the caller. The {@code Uni} fails with the exceptions of that method.
     */
    Uni<URI> signAsync(URI url);

    /**
     * Like {@link #sign(String, Duration)}, but without blocking the caller. The {@code Uni} fails with the exceptions of that
     * method.
     */
    Uni<String> signAsync(String pathOrUrl, Duration expiresIn);

    /**
     * Like {@link #sign(URI, Duration)}, but without blocking the caller. The {@code Uni} fails with the exceptions of that
     * method.
     */
    Uni<URI> signAsync(URI url, Duration expiresIn);

    /**
     * Like {@link #sign(Policy)}, but without blocking the caller. The {@code Uni} fails with the exceptions of that method.
     */
    Uni<SignedPolicy> signAsync(Policy policy);

    /**
     * Removes the signatures from the URLs in a text, and so reverses {@link SignedPolicy#text(String)} and
     * {@link SignedPolicy#markup(String)}. Call this method before you store a text that an editor sends back, because
     * signatures expire.
     *
     * @param text plain text, HTML, or XML with URLs that begin with the signer's {@code url} or with one of its
     *        {@code text-origins}. If the signer has {@code text-origins}, the first of them replaces the {@code url} in the
     *        result
     */
    String unsigned(String text);

    /**
     * Returns a builder for a policy, which expires after the signer's {@code expires-in} unless you set another expiry.
     *
     * @param resource the URL pattern to grant: a path under the signer's URL or an absolute URL. The wildcards {@code *} and
     *        {@code ?} take effect, so encode any part that a viewer could have chosen with {@link UrlPath#segment(String)}. To
     *        sign a single URL, use {@link #sign(String, Duration)}
     * @throws CloudFrontSignerException {@code URL_NOT_SIGNABLE} if the resource does not have this form
     */
    Policy.Builder policy(String resource);

    /**
     * Returns this signer for a given user, if the application uses marks. Its URLs and cookies show that they were signed for
     * this user, and not for the user of the current request. Call this method where there is no request, such as in a
     * scheduled job. If the application does not use marks, this method has no effect.
     *
     * @param issuer the issuer, as for {@link Grants#revoke(String, String)}
     * @param subject the {@code sub} claim of the user's tokens, or the user's name
     * @throws CloudFrontSignerException {@code USER_UNKNOWN} if the subject is null or empty
     */
    default CloudFrontSigner forUser(String issuer, String subject) {
        return this;
    }

    /**
     * Returns a signer for the domain of one tenant. This signer's {@code url} must have a placeholder, such as
     * {@code https://{claim.tenant}.media.example.com}. The returned signer only signs URLs and policies of the tenant's
     * domain.
     * Gates and methods with {@code @SignedResource} take the tenant from the user. All other code must call this method.
     *
     * @param name one DNS label: at most 63 lower-case letters, digits, and inner hyphens. If the name comes from a viewer,
     *        check first that the viewer belongs to this tenant
     * @throws CloudFrontSignerException {@code INVALID_PLACEHOLDER_VALUE} if the name is not a DNS label;
     *         {@code NOT_CONFIGURED} if this signer's {@code url} does not have a placeholder
     * @see <a href=
     *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-config-options.html">Multi-tenant
     *      distributions</a>
     */
    CloudFrontSigner forTenant(String name);

    /**
     * The signer's name; {@link SignerName#DEFAULT} for the default signer.
     */
    String name();
}
