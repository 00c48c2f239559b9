package io.quarkiverse.cloudfront.signer.runtime.playlist.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command line, which only needs the JDK and this JAR.
 */
final class PublishCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private static final String DRY_RUN = "--dry-run";
    private static final List<String> HELP = List.of("--help", "-h");
    private static final String USAGE = """
            Usage: java -jar quarkus-cloudfront-signer-playlists-<version>.jar [--dry-run] DIRECTORY

            Converts the HLS playlists (.m3u8) and DASH manifests (.mpd) under the directory for signed URLs,
            in place: the query of a playlist's signed URL is passed on to the relative URIs in the playlist.
            Absolute URIs in HLS playlists stay as they are and are listed. If a playlist cannot be converted,
            no file changes.

              --dry-run   print the changes as a unified diff, and write nothing

            Exit codes: 0 done, 1 a playlist cannot be converted, read or written, 2 wrong arguments
            """;

    private final PrintStream out;
    private final PrintStream err;

    PublishCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(new PublishCommand(System.out, System.err).run(arguments));
    }

    int run(String... arguments) {
        List<String> directories = new ArrayList<>(Arrays.asList(arguments));
        if (directories.stream().anyMatch(HELP::contains)) {
            out.print(USAGE);
            return DONE;
        }
        boolean dryRun = directories.removeIf(DRY_RUN::equals);
        if (directories.size() != 1 || directories.get(0).startsWith("-")) {
            err.print(USAGE);
            return WRONG_ARGUMENTS;
        }
        try {
            Path directory = Path.of(directories.get(0));
            if (Files.isDirectory(directory)) {
                return new DirectoryRun(directory, dryRun, out, err).publish() ? DONE : FAILED;
            }
        } catch (InvalidPathException e) {
            // the directory does not exist
        } catch (IOException | UncheckedIOException e) {
            err.println(e);
            return FAILED;
        }
        err.println(directories.get(0) + " is not a directory");
        return WRONG_ARGUMENTS;
    }
}
