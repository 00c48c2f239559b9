/**
 * The command that prints the function for a distribution.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.function;

import org.jspecify.annotations.NullMarked;
