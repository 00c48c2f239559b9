/**
 * The function of a distribution on viewer requests: what it does, in Java, and its script for CloudFront Functions.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.function;

import org.jspecify.annotations.NullMarked;
