/**
 * Policies: the templates of their resources, their expiry, and the representation of signed policies in URLs and cookies.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.policy;

import org.jspecify.annotations.NullMarked;
