/**
 * Generates what has to be set up in AWS.
 */
package io.quarkiverse.cloudfront.signer.deployment.golive;
