package io.quarkiverse.cloudfront.cli.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.ExitCodes;
import io.quarkiverse.cloudfront.cli.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts the playlists of a directory, in place. */
@Command(name = "publish", sortOptions = false, //
        description = "Converts the HLS playlists (.m3u8) and DASH manifests (.mpd) below a directory for signed URLs, in place: "
                + "the query of a playlist's signed URL is passed on to the relative URIs in the playlist. Absolute URIs in HLS "
                + "playlists stay as they are and are listed. If a playlist cannot be converted, no file changes.")
public final class PublishCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIRECTORY", description = "The directory that you will upload.")
    private Path directory;

    @Option(names = "--dry-run", description = "List the playlists that would change, and write nothing.")
    private boolean dryRun;

    @Option(names = "--marks", description = "Also pass on the mark. Use this option only if the application uses marks.")
    private boolean marks;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw CommandException.unknown(directory + " is not a directory");
        }
        return new DirectoryRun(directory, marks, dryRun, output).publish() ? ExitCodes.FINE : ExitCodes.REFUSED;
    }
}
