/**
 * Delivers a grant to the viewer: as signed URLs in the return value, as cookies, or in a playlist.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.delivery;

import org.jspecify.annotations.NullMarked;
