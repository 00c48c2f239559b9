/**
 * All that the application signs, as one list.
 */
package io.quarkiverse.cloudfront.signer.deployment.catalog;
