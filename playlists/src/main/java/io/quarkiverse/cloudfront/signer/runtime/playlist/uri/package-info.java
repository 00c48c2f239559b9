/**
 * The URIs in a playlist, and which of them a policy grants.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.uri;

import org.jspecify.annotations.NullMarked;
