package io.quarkiverse.cloudfront.cli.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PlaylistBytes;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist;

/**
 * Converts the playlists of one directory, all of them or none. The list of a dry run, or JSON, is written to the output,
 * and everything else to the error output.
 */
final class DirectoryRun {

    private final Path directory;
    private final boolean marks;
    private final boolean dry;
    private final Output output;
    private int changed;
    private int unchanged;
    private int refused;

    /**
     * @param marks whether the application adds marks to what it signs
     */
    DirectoryRun(Path directory, boolean marks, boolean dry, Output output) {
        this.marks = marks;
        this.directory = directory;
        this.dry = dry;
        this.output = output;
    }

    /**
     * @return true if no playlist was refused
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
        String summary = refused > 0
                ? "Playlists that cannot be converted: " + refused + " of " + (refused + changed + unchanged)
                        + ". No file was changed."
                : "Playlists " + (dry ? "to change" : "changed") + ": " + changed + ", unchanged: " + unchanged;
        if (output.isJson()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("dryRun", dry);
            object.put(dry || refused > 0 ? "toChange" : "changed", changed);
            object.put("unchanged", unchanged);
            object.put("refused", refused);
            output.json(object);
        } else {
            output.stream().flush();
            output.error(summary);
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
        output.error(Printable.name(name) + ": " + why);
    }

    private void publish(Path file, PlaylistFormat format, StagedFiles staged) throws IOException {
        String name = directory.relativize(file).toString();
        byte[] before;
        PublishedPlaylist published;
        try (InputStream content = Files.newInputStream(file)) {
            before = PlaylistBytes.read(content);
            published = format.publish(before, marks);
        } catch (CloudFrontSignerException e) {
            refuse(name, e.getMessage());
            return;
        }
        list(name, published);
        if (Comparison.isEqual(before, published)) {
            unchanged++;
            return;
        }
        changed++;
        if (dry && !output.isJson()) {
            output.stream().println(Printable.name(name));
        } else if (!dry) {
            staged.stage(file, published);
        }
    }

    /** Lists all of them, because players request each one. */
    private void list(String name, PublishedPlaylist published) {
        String file = Printable.name(name);
        published.forEachKept(
                uri -> output.error(file + ":" + uri.line() + ": stays as it is: " + Printable.uri(uri.uri())));
    }
}
