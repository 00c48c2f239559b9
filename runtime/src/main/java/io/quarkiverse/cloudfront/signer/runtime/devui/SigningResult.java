package io.quarkiverse.cloudfront.signer.runtime.devui;

import java.time.Instant;
import java.util.List;

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
public record SigningResult(String url, List<String> setCookies, String cookies, String policy, boolean canned,
        String keyPairId, Instant expiresAt, String error) {

    static SigningResult refused(String error) {
        return new SigningResult(null, null, null, null, false, null, null, error);
    }
}
