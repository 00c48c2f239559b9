package io.quarkiverse.cloudfront.signer.runtime.playlist.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PlaylistBytes;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist.KeptUri;
import io.quarkiverse.cloudfront.signer.runtime.url.Refusal;

/**
 * The command line: publishes the playlists under a directory in place, all of them or none.
 */
final class PublishCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private static final String DRY_RUN = "--dry-run";
    private static final List<String> HELP = List.of("--help", "-h");
    private static final String USAGE = """
            Usage: java -jar quarkus-cloudfront-signer-<version>.jar [--dry-run] DIRECTORY

            Prepares the HLS playlists (.m3u8) and DASH manifests (.mpd) under the directory for signed URLs,
            in place: the query of a playlist's signed URL is handed on to the relative URIs in the playlist.
            Absolute URIs in HLS playlists stay as they are and are listed. If a playlist cannot be prepared,
            no file changes.

              --dry-run   print the changes as a unified diff, and write nothing

            Exit codes: 0 done, 1 a playlist cannot be prepared, read or written, 2 wrong arguments
            """;

    private static final int MOST_URIS_LISTED = 10;

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
                return publish(directory, dryRun);
            }
        } catch (InvalidPathException e) {
            // there is no directory of this name
        } catch (IOException | UncheckedIOException e) {
            err.println(e);
            return FAILED;
        }
        err.println(directories.get(0) + " is not a directory");
        return WRONG_ARGUMENTS;
    }

    private int publish(Path directory, boolean dryRun) throws IOException {
        int unchanged = 0;
        int changed = 0;
        int refused = 0;
        try (StagedFiles staged = new StagedFiles()) {
            for (Path file : files(directory)) {
                PlaylistFormat format = PlaylistFormat.of(file);
                if (format == null) {
                    continue;
                }
                String name = directory.relativize(file).toString();
                try (InputStream content = Files.newInputStream(file)) {
                    byte[] before = PlaylistBytes.read(content);
                    PublishedPlaylist published = format.publish(before);
                    list(name, published.kept());
                    if (Arrays.equals(before, published.content())) {
                        unchanged++;
                        continue;
                    }
                    changed++;
                    if (dryRun) {
                        UnifiedDiff.of(before, published.content()).print(name, out);
                    } else {
                        staged.stage(file, published.content());
                    }
                } catch (CloudFrontSignerException e) {
                    refused++;
                    err.println(name + ": " + e.getMessage());
                }
            }
            if (refused == 0 && !dryRun) {
                staged.replaceFiles();
            }
        }
        out.flush();
        if (refused > 0) {
            err.printf("Playlists that cannot be prepared: %s of %s. No file was changed.%n", refused,
                    refused + changed + unchanged);
            return FAILED;
        }
        err.printf("Playlists %s: %s, unchanged: %s%n", dryRun ? "to change" : "changed", changed, unchanged);
        return DONE;
    }

    /**
     * Without symbolic links, which may lead out of the directory.
     */
    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
        }
    }

    private void list(String name, List<KeptUri> kept) {
        for (KeptUri uri : kept.subList(0, Math.min(kept.size(), MOST_URIS_LISTED))) {
            err.printf("%s:%s: stays as it is: %s%n", name, uri.line(), Refusal.quote(uri.uri()));
        }
        if (kept.size() > MOST_URIS_LISTED) {
            err.printf("%s: %s more absolute URIs stay as they are%n", name, kept.size() - MOST_URIS_LISTED);
        }
    }
}
