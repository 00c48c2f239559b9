/**
 * OpenTelemetry spans for signatures of remote keys.
 */
package io.quarkiverse.cloudfront.signer.runtime.tracing;
