/**
 * Decides whether something in a playlist may choose a host, now or later, so that signatures are sent only to the signer's
 * hosts. This package is used for both HLS and DASH, regardless of whether a playlist is signed per viewer or static.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.host;

import org.jspecify.annotations.NullMarked;
