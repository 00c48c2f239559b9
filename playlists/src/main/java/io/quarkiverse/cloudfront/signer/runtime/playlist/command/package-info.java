/**
 * The command line that converts the playlists of a directory. It only needs the JDK.
 */
@NullMarked
package io.quarkiverse.cloudfront.signer.runtime.playlist.command;

import org.jspecify.annotations.NullMarked;
