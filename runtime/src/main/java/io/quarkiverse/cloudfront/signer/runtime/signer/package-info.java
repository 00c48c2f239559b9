/**
 * The signer beans, from start-up to the reload of their keys.
 */
package io.quarkiverse.cloudfront.signer.runtime.signer;
