/**
 * The command that compares the configuration of a distribution with the paths that the code signs.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.check;

import org.jspecify.annotations.NullMarked;
