/**
 * Integrates with other extensions that the application may have: health, metrics, spans, and OpenAPI.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.integration;

import org.jspecify.annotations.NullMarked;
