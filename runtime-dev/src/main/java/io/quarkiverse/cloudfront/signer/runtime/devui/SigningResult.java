package io.quarkiverse.cloudfront.signer.runtime.devui;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was signed for a developer, or why nothing was. What there is not is null.
 *
 * @param url the signed URL; or, with cookies, the URL that they are for
 * @param setCookies {@code Set-Cookie} headers
 * @param cookies the value of the {@code Cookie} header that a browser makes of them
 * @param policy the policy's JSON
 * @param canned whether CloudFront rebuilds the policy from the URL
 * @param error why nothing was signed
 */
public record SigningResult(@Nullable String url, @Nullable List<String> setCookies, @Nullable String cookies,
        @Nullable String policy, boolean canned,
        @Nullable String keyPairId, @Nullable Instant expiresAt, @Nullable String error) {

    static SigningResult refused(@Nullable String error) {
        return new SigningResult(null, null, null, null, false, null, null, error);
    }
}
