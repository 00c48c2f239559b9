/**
 * Reads and writes XML safely and fast enough for manifests.
 */
package io.quarkiverse.cloudfront.signer.runtime.playlist.xml;
