package io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash;

/**
 * What a manifest lacks.
 *
 * @param at the index in the manifest's text
 */
record DashInsertion(int at, String text) {
}
