/**
 * The URIs in a playlist, and which of them a policy grants.
 */
package io.quarkiverse.cloudfront.signer.runtime.playlist.uri;
