package io.quarkiverse.cloudfront.signer.runtime.key;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The rules for the IDs that CloudFront gives public keys, such as {@code K2JCJMDEHXQW5F}.
 */
public final class KeyPairId {

    /**
     * The limit of 40 characters excludes private keys, even the shortest ones. CloudFront's IDs have about 14 characters.
     */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{1,40}");

    private static final Pattern DISTRIBUTION = Pattern.compile("E[A-Z0-9]{12,13}");

    /** Long-term and temporary access keys. */
    private static final Pattern ACCESS_KEY = Pattern.compile("A[KS]IA[A-Z0-9]{16}");

    /** The IDs of public keys, and of the key pairs of an AWS account's root user. */
    private static final Pattern USUAL = Pattern.compile("K[A-Z0-9]+|APKA[A-Z0-9]+");

    private KeyPairId() {
    }

    /**
     * The reason why CloudFront cannot have given this ID to a public key, in words that follow the name of a property. They do
     * not show the ID.
     *
     * @return null if this can be the ID of a public key
     */
    public static @Nullable String mistakeIn(@Nullable String id) {
        if (id == null || !FORM.matcher(id).matches()) {
            return "must be letters and digits, such as K2JCJMDEHXQW5F";
        }
        if (!id.equals(id.toUpperCase(Locale.ROOT))) {
            return "has lower-case letters, which the IDs of public keys do not have. Copy the ID from CloudFront, such as "
                    + "K2JCJMDEHXQW5F";
        }
        if (DISTRIBUTION.matcher(id).matches()) {
            return "is the ID of a distribution. Use the ID that CloudFront gave the public key, such as K2JCJMDEHXQW5F";
        }
        return ACCESS_KEY.matcher(id).matches()
                ? "is the ID of an access key. Use the ID that CloudFront gave the public key, such as K2JCJMDEHXQW5F"
                : null;
    }

    /**
     * Whether an ID begins like all known IDs of public keys, although CloudFront does not promise this form.
     */
    public static boolean isUsual(String id) {
        return USUAL.matcher(id).matches();
    }
}
