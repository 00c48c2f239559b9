/**
 * Converts DASH manifests once, so that players add the signature of the manifest's URL to the URLs in it.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

import org.jspecify.annotations.NullMarked;
