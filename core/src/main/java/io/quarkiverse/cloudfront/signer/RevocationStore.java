package io.quarkiverse.cloudfront.signer;

import java.util.Map;

import io.smallrye.mutiny.Uni;

/**
 * The place where CloudFront's function reads which logins are revoked. The module {@code aws} has one for CloudFront
 * KeyValueStore, which {@code marks.store} names. To write to another place, provide a bean of this type, which takes
 * precedence. In dev and test mode, the local edge has a store of its own, which is used if there is no such bean.
 *
 * @see Grants#revoke(String, String)
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/kvs-with-functions.html">Amazon CloudFront
 *      KeyValueStore</a>
 */
public interface RevocationStore {

    /**
     * Writes entries. If the store already has a later value for a key, that value must stay, because several replicas of an
     * application may revoke at the same time. Values are numbers in base 36.
     *
     * @param entries the second before which logins are revoked, of six to eight digits in base 36, by {@code u/} and the
     *        user's pseudonym, or by {@code all}
     * @return completes when the entries are stored, and fails if they are not
     */
    Uni<Void> put(Map<String, String> entries);
}
