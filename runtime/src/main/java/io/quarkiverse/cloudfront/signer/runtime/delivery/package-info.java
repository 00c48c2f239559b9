/**
 * Delivers a grant to the viewer: as signed URLs in the return value, as cookies, or in a playlist.
 */
package io.quarkiverse.cloudfront.signer.runtime.delivery;
