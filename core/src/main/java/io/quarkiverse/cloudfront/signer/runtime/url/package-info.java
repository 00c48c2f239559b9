/**
 * Decides whether a URL may be signed exactly as it is written. Start here to audit the code. This package depends neither on
 * Quarkus nor on Vert.x.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.url;

import org.jspecify.annotations.NullMarked;
