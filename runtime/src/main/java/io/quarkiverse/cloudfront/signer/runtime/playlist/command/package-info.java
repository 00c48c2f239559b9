/**
 * The command line that publishes the playlists of a directory. It runs with the JDK alone.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.command;

import org.jspecify.annotations.NullMarked;
