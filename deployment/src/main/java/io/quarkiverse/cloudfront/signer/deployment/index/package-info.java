/**
 * Questions to the Jandex index that have nothing to do with signing.
 */
package io.quarkiverse.cloudfront.signer.deployment.index;
