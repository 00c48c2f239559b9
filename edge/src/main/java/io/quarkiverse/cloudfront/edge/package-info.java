/**
 * A local stand-in for a CloudFront distribution, which verifies signed URLs and signed cookies, caches objects, and forwards
 * requests to an origin. Start an edge with {@link io.quarkiverse.cloudfront.edge.Edge#start}.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge;

import org.jspecify.annotations.NullMarked;
