/**
 * Reads and writes XML safely and fast enough for manifests.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.xml;

import org.jspecify.annotations.NullMarked;
