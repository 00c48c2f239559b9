/**
 * Turns configuration properties into checked settings, and reports all mistakes together.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.config;

import org.jspecify.annotations.NullMarked;
