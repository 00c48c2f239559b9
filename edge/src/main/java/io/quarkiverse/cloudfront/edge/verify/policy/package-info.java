/**
 * Parses policies, and checks whether a request meets their conditions.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.verify.policy;

import org.jspecify.annotations.NullMarked;
