/**
 * The form of viewers' requests, which is checked before their signatures.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.request;

import org.jspecify.annotations.NullMarked;
