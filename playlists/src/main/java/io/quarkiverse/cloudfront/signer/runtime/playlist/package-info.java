/**
 * Signs the URIs in HLS playlists and DASH manifests: text in, text out.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist;

import org.jspecify.annotations.NullMarked;
