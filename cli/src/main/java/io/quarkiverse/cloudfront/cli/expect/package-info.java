/**
 * The command that asks a distribution whether paths are private.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.expect;

import org.jspecify.annotations.NullMarked;
