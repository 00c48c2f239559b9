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
 * @param keptSignatures how many are kept at most, 0 for none
 */
public record SignerSettings(String name, UrlGuard guard, KeyRing keys, Optional<Duration> reloadPeriod,
        ExpiryRule expiry, boolean boundToToken, Optional<String> cookieResource, CookieAttributes cookies,
        ForeignUris foreignUris, int keptSignatures) {
}
