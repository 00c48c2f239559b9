/**
 * Parses policies, and checks whether a request meets them.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.verify.policy;

import org.jspecify.annotations.NullMarked;
