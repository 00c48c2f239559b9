/**
 * Revokes the logins of users whose session with quarkus-oidc ends.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.logout;

import org.jspecify.annotations.NullMarked;
