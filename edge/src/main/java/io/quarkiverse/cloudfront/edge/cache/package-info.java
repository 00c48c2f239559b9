/**
 * The cache of the local edge: what is cached, for how long, and when it has to be validated again.
 */
package io.quarkiverse.cloudfront.edge.cache;
