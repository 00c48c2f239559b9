package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

/**
 * Text that must be inserted into a manifest.
 *
 * @param at the index in the manifest's bytes behind its byte order mark
 */
record DashInsertion(int at, String text) {
}
