/**
 * Why gates grant and refuse access, who is notified of it, and the metrics.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.gate.outcome;

import org.jspecify.annotations.NullMarked;
