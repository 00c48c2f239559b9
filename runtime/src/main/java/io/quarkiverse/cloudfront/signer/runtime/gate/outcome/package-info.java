/**
 * Why gates grant and refuse access, and who is notified of it.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.gate.outcome;

import org.jspecify.annotations.NullMarked;
