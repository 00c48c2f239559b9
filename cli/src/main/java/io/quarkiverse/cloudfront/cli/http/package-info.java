/**
 * Sends one request and reads its response, with limits for the time and the size.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.http;

import org.jspecify.annotations.NullMarked;
