/**
 * The current user, and the expiry of the user's token.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.user;

import org.jspecify.annotations.NullMarked;
