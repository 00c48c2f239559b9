/**
 * Converts playlists for signed URLs, once and without a running application.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.playlist;

import org.jspecify.annotations.NullMarked;
