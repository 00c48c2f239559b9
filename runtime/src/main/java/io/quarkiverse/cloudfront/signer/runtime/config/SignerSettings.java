package io.quarkiverse.cloudfront.signer.runtime.config;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.runtime.key.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.playlist.ForeignUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.CookieRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.UrlGuard;

/**
 * The configuration of one signer, read, checked and found to be usable.
 *
 * @param keptSignatures how many are kept at most, 0 for none
 */
public record SignerSettings(String name, UrlGuard guard, KeyRing keys, Optional<Duration> reloadPeriod,
        ExpiryRule expiry, boolean boundToToken, Optional<String> cookieResource, CookieRule cookies,
        ForeignUris foreignUris, int keptSignatures) {
}
