package io.quarkiverse.cloudfront.signer.runtime.playlist.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PlaylistBytes;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist;

/**
 * Converts the playlists of one directory, all of them or none. The diff of a dry run is written to the output, and everything
 * else to the error output.
 */
final class DirectoryRun {

    private final Path directory;
    private final boolean dry;
    private final PrintStream out;
    private final PrintStream err;
    private int changed;
    private int unchanged;
    private int refused;

    DirectoryRun(Path directory, boolean dry, PrintStream out, PrintStream err) {
        this.directory = directory;
        this.dry = dry;
        this.out = out;
        this.err = err;
    }

    /**
     * @return whether no playlist was refused
     */
    boolean publish() throws IOException {
        try (StagedFiles staged = new StagedFiles()) {
            for (Path file : files()) {
                PlaylistFormat format = PlaylistFormat.of(file);
                if (Files.isSymbolicLink(file)) {
                    checkLink(file, format);
                } else if (format != null) {
                    publish(file, format, staged);
                }
            }
            if (refused == 0) {
                staged.replaceFiles();
            }
        }
        out.flush();
        if (refused > 0) {
            err.printf(Locale.ROOT, "Playlists that cannot be converted: %s of %s. No file was changed.%n", refused,
                    refused + changed + unchanged);
        } else {
            err.printf(Locale.ROOT, "Playlists %s: %s, unchanged: %s%n", dry ? "to change" : "changed", changed, unchanged);
        }
        return refused == 0;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file))
                    .sorted().toList();
        }
    }

    /**
     * Symbolic links are not followed, because they may lead out of the directory. An upload may follow them.
     */
    private void checkLink(Path link, @Nullable PlaylistFormat format) {
        if (format != null || Files.isDirectory(link)) {
            refuse(directory.relativize(link).toString(), "it is a symbolic link. Replace it with what it refers to, or remove "
                    + "it: an upload may follow it, and publish playlists that were not converted");
        }
    }

    private void refuse(String name, @Nullable String why) {
        refused++;
        err.println(Printable.name(name) + ": " + why);
    }

    private void publish(Path file, PlaylistFormat format, StagedFiles staged) throws IOException {
        String name = directory.relativize(file).toString();
        byte[] before;
        PublishedPlaylist published;
        try (InputStream content = Files.newInputStream(file)) {
            before = PlaylistBytes.read(content);
            published = format.publish(before);
        } catch (CloudFrontSignerException e) {
            refuse(name, e.getMessage());
            return;
        }
        list(name, published);
        Comparison comparison = Comparison.of(before, published);
        if (comparison.isEqual()) {
            unchanged++;
            return;
        }
        changed++;
        if (dry) {
            UnifiedDiff.print(name, before, published, comparison.insertedLines(), out);
        } else {
            staged.stage(file, published);
        }
    }

    /** All of them, because a viewer's player requests each. */
    private void list(String name, PublishedPlaylist published) {
        String file = Printable.name(name);
        published.forEachKept(uri -> err.printf(Locale.ROOT, "%s:%s: stays as it is: %s%n", file, uri.line(),
                Printable.uri(uri.uri())));
    }
}
