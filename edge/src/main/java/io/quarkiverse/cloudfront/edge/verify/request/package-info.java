/**
 * The parts of a viewer's request, and the reasons for which CloudFront refuses it.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.verify.request;

import org.jspecify.annotations.NullMarked;
