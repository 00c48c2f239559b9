/**
 * Decides whether a URL may be signed exactly as it is written. An auditor reads this room first: it needs neither Quarkus nor
 * Vert.x.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.url;

import org.jspecify.annotations.NullMarked;
