/**
 * Keys that sign, in this process or elsewhere.
 */
package io.quarkiverse.cloudfront.signer.runtime.key;
