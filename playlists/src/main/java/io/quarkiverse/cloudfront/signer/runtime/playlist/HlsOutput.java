package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.IOException;

/**
 * Receives the parts of a rewritten HLS playlist.
 */
interface HlsOutput {

    void add(String text, int from, int to) throws IOException;

    default void add(String text) throws IOException {
        add(text, 0, text.length());
    }
}
