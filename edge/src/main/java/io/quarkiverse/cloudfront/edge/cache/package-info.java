/**
 * The cache of the local edge: which objects are cached, for how long, and when they must be validated again.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.cache;

import org.jspecify.annotations.NullMarked;
