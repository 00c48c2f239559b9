/**
 * Starts the local edge in dev and test mode.
 */
package io.quarkiverse.cloudfront.signer.deployment.devservices;
