package io.quarkiverse.cloudfront.signer.runtime.devui;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The result of a developer's request to sign. Missing values are null.
 *
 * @param url the signed URL; or, with cookies, the URL that they open
 * @param setCookies {@code Set-Cookie} headers
 * @param cookies the value of the {@code Cookie} header that a browser sends
 * @param policy the policy's JSON
 * @param canned whether CloudFront rebuilds the policy from the URL
 * @param error why signing failed
 */
public record SigningResult(@Nullable String url, @Nullable List<String> setCookies, @Nullable String cookies,
        @Nullable String policy, boolean canned,
        @Nullable String keyPairId, @Nullable Instant expiresAt, @Nullable String error) {

    static SigningResult refused(@Nullable String error) {
        return new SigningResult(null, null, null, null, false, null, null, error);
    }
}
