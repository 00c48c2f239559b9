/**
 * The certificate of an edge that uses HTTPS.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.tls;

import org.jspecify.annotations.NullMarked;
