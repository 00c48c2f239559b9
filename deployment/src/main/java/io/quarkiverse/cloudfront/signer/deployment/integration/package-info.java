/**
 * One processor for each optional extension that the application may have.
 */
package io.quarkiverse.cloudfront.signer.deployment.integration;
