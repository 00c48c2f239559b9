/**
 * Who the current user is, and until when the user's token is valid.
 */
package io.quarkiverse.cloudfront.signer.runtime.user;
