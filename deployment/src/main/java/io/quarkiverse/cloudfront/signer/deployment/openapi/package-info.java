/**
 * Describes signed responses in the OpenAPI document.
 */
package io.quarkiverse.cloudfront.signer.deployment.openapi;
