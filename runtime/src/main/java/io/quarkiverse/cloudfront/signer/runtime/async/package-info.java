/**
 * Values that are known now or later, and answers to requests, which are sent even if the work for them throws an exception.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.async;

import org.jspecify.annotations.NullMarked;
