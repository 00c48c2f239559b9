/**
 * Revokes logins, by the marks in the URLs and cookies that were signed for them.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.revocation;

import org.jspecify.annotations.NullMarked;
