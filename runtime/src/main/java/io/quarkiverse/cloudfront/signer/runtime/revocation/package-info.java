/**
 * Revokes logins, by the marks of what was signed for them.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.revocation;

import org.jspecify.annotations.NullMarked;
