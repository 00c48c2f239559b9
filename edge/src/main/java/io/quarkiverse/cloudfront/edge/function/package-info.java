/**
 * The function of a distribution for viewer requests: its behavior in Java, and its script for CloudFront Functions.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.function;

import org.jspecify.annotations.NullMarked;
