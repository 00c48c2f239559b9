/**
 * The current HTTP request and its response: the viewer's address, the caching headers, and the lifecycle of signed cookies.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.viewer;

import org.jspecify.annotations.NullMarked;
