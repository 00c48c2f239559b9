/**
 * Who the current user is, and until when the user's token is valid.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.user;

import org.jspecify.annotations.NullMarked;
