/**
 * The parts of a viewer's request, and the reasons why CloudFront may refuse it.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.verify.request;

import org.jspecify.annotations.NullMarked;
