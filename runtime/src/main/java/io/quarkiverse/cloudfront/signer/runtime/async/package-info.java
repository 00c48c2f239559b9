/**
 * Answers requests, whatever the work for them throws.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.async;

import org.jspecify.annotations.NullMarked;
