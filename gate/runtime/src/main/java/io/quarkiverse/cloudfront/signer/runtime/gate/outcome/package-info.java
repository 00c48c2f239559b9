/**
 * The outcomes of logins at gates and of renewals, the listeners that are notified of them, and the metrics.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.gate.outcome;

import org.jspecify.annotations.NullMarked;
