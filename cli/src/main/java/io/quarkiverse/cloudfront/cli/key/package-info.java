/**
 * The commands that use a private key: they create one, replace one, or sign with one.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.key;

import org.jspecify.annotations.NullMarked;
