/**
 * One request and its answer, within a time and a size.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.http;

import org.jspecify.annotations.NullMarked;
