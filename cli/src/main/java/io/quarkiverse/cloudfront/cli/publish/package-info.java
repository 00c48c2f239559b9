/**
 * The command that converts the playlists of a directory.
 */
@NullMarked
package io.quarkiverse.cloudfront.cli.publish;

import org.jspecify.annotations.NullMarked;
