/**
 * The current HTTP request and its response: the viewer's address, the caching headers, and signed cookies until they are
 * cleared.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.viewer;

import org.jspecify.annotations.NullMarked;
