/**
 * The commands that report whether CloudFront accepts a request, and why not. They use the verifier of the local edge.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.explain;

import org.jspecify.annotations.NullMarked;
