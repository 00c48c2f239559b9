/**
 * Makes the signer beans.
 */
package io.quarkiverse.cloudfront.signer.deployment.signer;
