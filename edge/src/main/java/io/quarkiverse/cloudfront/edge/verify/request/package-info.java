/**
 * What a viewer requests, taken apart exactly as it came, and the reasons for which CloudFront refuses it.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.verify.request;

import org.jspecify.annotations.NullMarked;
