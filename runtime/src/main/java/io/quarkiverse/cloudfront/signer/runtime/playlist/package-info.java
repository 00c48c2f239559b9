/**
 * Signs the URIs in HLS playlists and DASH manifests: text in, text out.
 */
package io.quarkiverse.cloudfront.signer.runtime.playlist;
