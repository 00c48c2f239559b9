/**
 * Converts playlists for signed URLs, once, without an application.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.playlist;

import org.jspecify.annotations.NullMarked;
