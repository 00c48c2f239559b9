/**
 * Finds the REST methods that sign.
 */
package io.quarkiverse.cloudfront.signer.deployment.endpoint;
