/**
 * The commands that have a private key: they make one, and sign with it.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.key;

import org.jspecify.annotations.NullMarked;
