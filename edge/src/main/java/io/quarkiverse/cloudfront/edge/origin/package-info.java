/**
 * The servers from which an edge gets its responses: a directory that is served as S3 serves a bucket, or another HTTP server.
 */
@NullMarked
package io.quarkiverse.cloudfront.edge.origin;

import org.jspecify.annotations.NullMarked;
