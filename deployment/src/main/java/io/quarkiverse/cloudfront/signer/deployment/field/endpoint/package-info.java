/**
 * Finds the endpoints whose responses hold objects with signed fields.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.deployment.field.endpoint;

import org.jspecify.annotations.NullMarked;
