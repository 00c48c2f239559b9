package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieAttributes;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;

/**
 * The configuration of one signer, read, checked and found to be usable.
 *
 * @param cacheSize how many signatures are cached at most; 0 turns the cache off
 */
public record SignerSettings(String name, UrlGuard guard, KeyRing keys, Optional<Duration> reloadPeriod,
        ExpiryRule expiry, boolean boundToToken, Optional<String> cookieResource, CookieAttributes cookies,
        ForeignUris foreignUris, int cacheSize) {
}
