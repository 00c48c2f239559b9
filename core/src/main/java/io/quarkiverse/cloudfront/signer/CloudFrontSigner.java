package io.quarkiverse.cloudfront.signer;

import java.net.URI;
import java.time.Duration;

import io.smallrye.mutiny.Uni;

/**
 * Signs URLs and policies with the active private key of one signer. There is one bean for each signer: inject the default
 * signer without a qualifier, and a named signer with {@link SignerName @SignerName}. Thread-safe.
 * <p>
 * Methods that cannot sign throw a {@link CloudFrontSignerException}, whose {@linkplain CloudFrontSignerException#reason()
 * reason} each {@code @throws} below names.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html">Restrict content with
 *      signed URLs and signed cookies</a>
 */
public interface CloudFrontSigner {

    /**
     * Signs one URL with a canned policy that expires after the signer's {@code expires-in}. The URL is signed exactly as it
     * is written: it is not decoded or normalized.
     *
     * @param pathOrUrl an absolute URL of the signer's host or of one of its {@code allowed-hosts}, or a path that begins with
     *        {@code /}, such as {@code /albums/7/summit.jpg}; percent-encoded
     * @return the URL with CloudFront's query parameters, at most 8,192 bytes
     * @throws CloudFrontSignerException {@code URL_NOT_SIGNABLE} if the URL has another host or scheme, or contains a wildcard,
     *         a dot segment, a query parameter that CloudFront reserves, a fragment, user info, or a character that must be
     *         percent-encoded, or is too long once signed; {@code BLOCKING_NOT_ALLOWED} on the event loop if the signer has a
     *         remote key: use {@link #signAsync(String)} there; one of the reasons that begin with {@code KEY}, or
     *         {@code MALFORMED_SIGNATURE} or {@code SIGNATURE_NOT_VERIFIED}, if the key fails
     */
    String sign(String pathOrUrl);

    /**
     * Like {@link #sign(String)}. For many URLs, strings are faster, because each signed URL has to be parsed as a {@code URI}.
     */
    URI sign(URI url);

    /**
     * Like {@link #sign(String)}, but with its own lifetime. The policy is canned and exact: unlike {@link #policy(String)}, it
     * never contains a wildcard, even if a viewer has chosen a part of the path.
     *
     * @param expiresIn how long access lasts after signing, at least one second. With the signer's {@code expiry-window}, the
     *        expiry is rounded up to a multiple of it
     * @throws CloudFrontSignerException the reasons of {@link #sign(String)}; {@code INVALID_POLICY} if the duration is shorter
     *         than one second, or access would expire after 5138
     */
    String sign(String pathOrUrl, Duration expiresIn);

    /**
     * Like {@link #sign(String, Duration)}.
     */
    URI sign(URI url, Duration expiresIn);

    /**
     * Signs a policy. The one signature can then be applied to any number of URLs.
     *
     * @throws CloudFrontSignerException {@code URL_NOT_SIGNABLE} if the policy's resource has a host that is not the signer's;
     *         {@code EXPIRED} if the policy has expired; for the key, the reasons of {@link #sign(String)}
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
     * Removes the signatures from the URLs in a text, which reverses {@link SignedPolicy#text(String)} and
     * {@link SignedPolicy#markup(String)}. Use it before you store what an editor sends back, because signatures expire.
     *
     * @param text a text, or HTML or XML, with URLs that begin with the signer's {@code url} or with one of its
     *        {@code text-origins}. If the signer has {@code text-origins}, its own {@code url} becomes the first of them
     */
    String unsigned(String text);

    /**
     * Starts to build a policy, which expires after the signer's {@code expires-in} unless you set another expiry.
     *
     * @param resource the URL pattern to grant: a path under the signer's URL or an absolute URL. The wildcards {@code *} and
     *        {@code ?} take effect, so encode what a viewer could have chosen with {@link UrlPath#segment(String)}. For one
     *        URL,
     *        use {@link #sign(String, Duration)}
     * @throws CloudFrontSignerException {@code URL_NOT_SIGNABLE} if the resource does not have this form
     */
    Policy.Builder policy(String resource);

    /**
     * The same signer for a given user, if the application uses marks: URLs and cookies then show that they were signed for
     * this user, and not for the user of the current request. Use it where there is no request, such as in a scheduled job.
     * Without
     * marks, it changes nothing.
     *
     * @param issuer as for {@link Grants#revoke(String, String)}
     * @param subject the {@code sub} of the user's tokens, or the user's name
     * @throws CloudFrontSignerException {@code USER_UNKNOWN} if the subject is null or empty
     */
    default CloudFrontSigner forUser(String issuer, String subject) {
        return this;
    }

    /**
     * The signer for the domain of one tenant, if the signer's {@code url} has a placeholder, such as
     * {@code https://{claim.tenant}.media.example.com}. It signs URLs and policies of this domain only. Methods with
     * {@code @SignedResource} and gates take the tenant from the user; all other code must call this method.
     *
     * @param name one DNS label: at most 63 lower-case letters, digits, and inner hyphens. If it comes from a viewer, check
     *        first that the viewer belongs to this tenant
     * @throws CloudFrontSignerException {@code INVALID_PLACEHOLDER_VALUE} if the name is not a DNS label;
     *         {@code NOT_CONFIGURED} if the signer's {@code url} does not have a placeholder
     * @see <a href=
     *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-config-options.html">Multi-tenant
     *      distributions</a>
     */
    CloudFrontSigner forTenant(String name);

    /**
     * The signer's name, {@link SignerName#DEFAULT} for the default signer.
     */
    String name();
}
