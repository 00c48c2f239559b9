package io.quarkiverse.cloudfront.signer.runtime.signature;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyListing;

/**
 * A signer as Dev UI shows it. Durations are in ISO form. Values that are not configured are null.
 *
 * @param url scheme and host of the distribution
 * @param hosts the hosts whose URLs it may sign
 * @param cookieResource the template of the cookies' resource if an annotation does not set one
 */
public record SignerListing(String name, String url, List<String> hosts, List<KeyListing> keys, String expiresIn,
        @Nullable String expiryWindow, boolean boundToToken, @Nullable String reloadPeriod, @Nullable String cookieResource,
        @Nullable String cookieDomain, @Nullable String cookiePath) {

    static SignerListing of(SignerSettings settings) {
        return new SignerListing(settings.name(), settings.guard().base(), List.copyOf(settings.guard().hosts()),
                settings.keys().list(), settings.expiry().expiresIn().toString(),
                settings.expiry().window().map(Duration::toString).orElse(null), settings.boundToToken(),
                settings.reloadPeriod().map(Duration::toString).orElse(null), settings.cookieResource().orElse(null),
                settings.cookies().domain().orElse(null), settings.cookies().path().orElse(null));
    }
}
