package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * The checked configuration of one signer.
 *
 * @param cacheSize the maximum number of cached signatures; 0 disables the cache
 * @param marks null if the application does not use marks
 */
public record SignerSettings(String name, UrlGuard guard, KeyRing keys, Optional<Duration> reloadPeriod,
        ExpiryRule expiry, boolean boundToToken, Optional<String> cookieResource, CookieAttributes cookies,
        ForeignUris foreignUris, int cacheSize, @Nullable MarkSource marks) {
}
