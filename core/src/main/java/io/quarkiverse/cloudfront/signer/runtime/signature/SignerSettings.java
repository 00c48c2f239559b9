package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * The checked configuration of one signer.
 *
 * @param cacheSize the maximum number of cached signatures; 0 disables the cache
 */
public record SignerSettings(String name, UrlGuard guard, KeyRing keys, Optional<Duration> reloadPeriod,
        ExpiryRule expiry, boolean boundToToken, Optional<String> cookieResource, CookieAttributes cookies,
        ForeignUris foreignUris, int cacheSize) {
}
