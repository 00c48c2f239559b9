/**
 * Values that are known now or later, and answers to requests, whatever the work for them throws.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.async;

import org.jspecify.annotations.NullMarked;
