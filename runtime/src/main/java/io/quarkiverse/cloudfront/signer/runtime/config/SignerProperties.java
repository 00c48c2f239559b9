package io.quarkiverse.cloudfront.signer.runtime.config;

import java.util.Set;

import io.quarkiverse.cloudfront.signer.SignerName;

/**
 * The full names of a signer's properties.
 */
public final class SignerProperties {

    public static final String PREFIX = "quarkus.cloudfront-signer.";

    /**
     * The first segments of property names that belong to the default signer or to the build. A signer with one of these names
     * always needs quotes.
     */
    public static final Set<String> GROUPS = Set.of("cookies", "devservices", "gate", "go-live", "health", "keys", "marks",
            "metrics", "playlists", "signature-cache");

    public static final String URL = "url";
    public static final String KEY_PAIR_ID = "key-pair-id";
    public static final String PRIVATE_KEY = "private-key";
    public static final String PRIVATE_KEY_LOCATION = "private-key-location";
    public static final String CREDENTIALS_PROVIDER = "credentials-provider";
    public static final String CREDENTIALS_PROVIDER_NAME = "credentials-provider-name";
    public static final String PUBLIC_KEY_LOCATION = "public-key-location";
    public static final String KEYS = "keys.";
    public static final String HASH_ALGORITHM = "hash-algorithm";
    public static final String RELOAD_PERIOD = "reload-period";
    public static final String COOKIES_DOMAIN = "cookies.domain";
    public static final String FOREIGN_URIS = "playlists.foreign-uris";

    private SignerProperties() {
    }

    public static String name(String signer, String property) {
        return signer.equals(SignerName.DEFAULT) ? PREFIX + property : PREFIX + "\"" + signer + "\"." + property;
    }

    /**
     * The end of a message about a missing property: a hint if the signer's name can be the reason, or an empty string.
     */
    public static String nameHint(String signer) {
        return signer.indexOf('.') < 0 ? ""
                : ". The signer's name contains a dot. Put it in quotes, and do not use an environment variable, which "
                        + "cannot distinguish a dot from a dash";
    }

    /**
     * The signer as the beginning of a sentence.
     */
    public static String describe(String signer) {
        return signer.equals(SignerName.DEFAULT) ? "The default signer" : "The signer \"" + signer + "\"";
    }
}
