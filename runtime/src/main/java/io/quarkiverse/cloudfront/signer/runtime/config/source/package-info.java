/**
 * A config source for the local edge, and an interceptor for the names of signers.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.config.source;

import org.jspecify.annotations.NullMarked;
