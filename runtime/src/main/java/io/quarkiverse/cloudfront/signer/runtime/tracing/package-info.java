/**
 * OpenTelemetry spans for signatures of remote keys.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.tracing;

import org.jspecify.annotations.NullMarked;
