package io.quarkiverse.cloudfront.signer;

import java.util.Map;

import io.smallrye.mutiny.Uni;

/**
 * The store from which CloudFront's function reads the revoked logins. The {@code aws} module provides a store in CloudFront
 * KeyValueStore, which you configure with {@code marks.store}. To use another store, provide a bean of this type. Your bean
 * takes precedence. In dev and test mode, the local edge has its own store, which is used if you do not provide a bean.
 *
 * @see Grants#revoke(String, String)
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions.html">Amazon CloudFront
 *      KeyValueStore</a>
 */
public interface RevocationStore {

    /**
     * Writes entries. If the store already has a value for a key, {@link #merge} the known value with the new one, and write
     * the result unless it equals the known value. Several replicas of an application may revoke at the same time, so merge and
     * write atomically.
     * <p>
     * A value begins with {@code {before}}, the second before which all logins are revoked. It continues with up to 40 parts of
     * the form <code>.{login}{until}-{at}</code>, one for each login that a logout has ended:
     * <ul>
     * <li>{@code {login}}: six characters of base64url that identify the login
     * <li>{@code {until}}: the last second at which the login may have begun
     * <li>{@code {at}}: the second of the logout, plus the minute by which clocks may differ.
     * </ul>
     * Seconds are counted from 1970 and have six to eight digits in base 36. CloudFront's function refuses a user's requests if
     * the value has another form.
     *
     * @param entries the values. The key of a value is {@code u/} and the user's pseudonym, or {@code all} for all users
     * @return a {@code Uni} that completes when the entries are stored, and fails if they cannot be stored
     */
    Uni<Void> put(Map<String, String> entries);

    /**
     * Merges two values for {@link #put}. Their order does not matter. A value has at most 40 logins, so that it does not
     * exceed 1,000 bytes. If there are more, the earliest ones are left out, and all logins of the user that began no later
     * than these are revoked instead.
     *
     * @param known the value in the store. If it is malformed, all logins so far are revoked
     * @param added the new value
     * @throws IllegalArgumentException if the added value is malformed
     */
    static String merge(String known, String added) {
        return RevokedLogins.merge(known, added);
    }
}
