/**
 * The command that tests whether the paths of a distribution are private.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.expect;

import org.jspecify.annotations.NullMarked;
