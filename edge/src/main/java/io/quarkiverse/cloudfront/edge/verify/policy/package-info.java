/**
 * What a policy says, and whether a request meets it.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.verify.policy;

import org.jspecify.annotations.NullMarked;
