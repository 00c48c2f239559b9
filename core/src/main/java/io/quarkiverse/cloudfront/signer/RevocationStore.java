package io.quarkiverse.cloudfront.signer;

import java.util.Map;

import io.smallrye.mutiny.Uni;

/**
 * The store from which CloudFront's function reads the revoked logins. The {@code aws} module provides one for CloudFront
 * KeyValueStore, which you configure with {@code marks.store}. To use another store, provide a bean of this type, which takes
 * precedence. In dev and test mode, the local edge has a store of its own, which is used if there is no such bean.
 *
 * @see Grants#revoke(String, String)
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions.html">Amazon CloudFront
 *      KeyValueStore</a>
 */
public interface RevocationStore {

    /**
     * Writes entries. If the store already has a value for a key, {@link #merge} it with the new one, and write the result
     * unless it equals the known value. Several replicas of an application may revoke at the same time, so do this atomically.
     * <p>
     * A value is {@code {before}}, the second before which all logins are revoked, and up to 40 times
     * <code>.{login}{until}-{at}</code> for a login that a logout has ended. The login has six characters of base64url. It is
     * followed by the last second at which it can have begun, and the second of the logout, plus the minute by which clocks may
     * differ. Seconds since 1970 have six to eight digits in base 36. CloudFront's function refuses requests whose value has
     * another form.
     *
     * @param entries values by {@code u/} and the user's pseudonym, or by {@code all}
     * @return completes when the entries are stored, and fails if they are not
     */
    Uni<Void> put(Map<String, String> entries);

    /**
     * Merges two values for {@link #put}. Their order does not matter. A value has at most 40 logins, so that it does not
     * exceed
     * 1,000 bytes. If there are more, all logins of the user that began no later than the earliest of them are revoked instead.
     *
     * @param known the value in the store. If it is malformed, all logins so far are revoked
     * @param added the new value
     * @throws IllegalArgumentException if the added value is malformed
     */
    static String merge(String known, String added) {
        return RevokedLogins.merge(known, added);
    }
}
