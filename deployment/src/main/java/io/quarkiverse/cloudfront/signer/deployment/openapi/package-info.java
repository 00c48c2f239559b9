/**
 * Describes signed responses in the OpenAPI document.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.openapi;

import org.jspecify.annotations.NullMarked;
