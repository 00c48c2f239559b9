/**
 * The cache of the local edge: what is cached, for how long, and when it has to be validated again.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.cache;

import org.jspecify.annotations.NullMarked;
