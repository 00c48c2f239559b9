/**
 * A local stand-in for a CloudFront distribution: it verifies signed URLs and signed cookies, caches, and forwards to an
 * origin. Start one with {@link io.quarkiverse.cloudfront.edge.Edge#start}.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge;

import org.jspecify.annotations.NullMarked;
