/**
 * Policies: templates of resources, expiry, and the bytes that a signed policy becomes in URLs and cookies.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.policy;

import org.jspecify.annotations.NullMarked;
