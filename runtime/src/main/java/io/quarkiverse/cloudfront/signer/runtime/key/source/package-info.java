/**
 * Reads private keys from files, directories, properties and credentials providers.
 */
package io.quarkiverse.cloudfront.signer.runtime.key.source;
