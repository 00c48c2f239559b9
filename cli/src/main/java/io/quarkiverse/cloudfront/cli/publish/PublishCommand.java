package io.quarkiverse.cloudfront.cli.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.HlsPublisher;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash.DashPublisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Converts the playlists of a directory, either all of them or none. The list of a dry run, or JSON, is written to standard
 * output, and everything else to standard error.
 */
@Command(name = "publish", sortOptions = false, //
        description = "Converts the HLS playlists (.m3u8) and DASH manifests (.mpd) below a directory for signed URLs, in place: "
                + "the query of a playlist's signed URL is passed on to the relative URIs in the playlist. Absolute URIs in HLS "
                + "playlists stay as they are and are listed. If a playlist cannot be converted, no file changes.")
public final class PublishCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIRECTORY", description = "The directory that you will upload.")
    private Path directory;

    @Option(names = "--dry-run", description = "List the playlists that would change, without writing them.")
    private boolean dryRun;

    @Option(names = "--marks", description = "Also pass on the mark. Use this option only if the application uses marks.")
    private boolean marks;

    @Mixin
    private Output output;

    private int read;
    private int changed;
    private int unchanged;
    private int refused;

    @Override
    public Integer call() throws IOException, NoSuchAlgorithmException {
        if (!Files.isDirectory(directory)) {
            throw CommandException.unknown(directory + " is not a directory");
        }
        // the directory may be a symbolic link, because the user has named it
        directory = directory.toRealPath();
        try (StagedFiles staged = new StagedFiles()) {
            output.progress("Searching " + directory);
            List<Path> files = files();
            for (Path file : files) {
                output.progress("File " + ++read + " of " + files.size() + ": " + directory.relativize(file));
                BiFunction<byte[], Boolean, PublishedPlaylist> publisher = publisher(file);
                if (!dryRun && StagedFiles.isLeft(file)) {
                    Files.deleteIfExists(file);
                } else if (Files.isSymbolicLink(file)) {
                    checkLink(file, publisher != null);
                } else if (publisher != null) {
                    publish(file, publisher, staged);
                }
            }
            if (refused == 0) {
                staged.replaceFiles();
            }
        }
        String summary = refused > 0
                ? "Playlists that cannot be converted: " + refused + " of " + (refused + changed + unchanged)
                        + ". No file was changed."
                : "Playlists " + (dryRun ? "to change" : "changed") + ": " + changed + ", unchanged: " + unchanged;
        output.result(List.of(), Json.object("dryRun", dryRun, dryRun || refused > 0 ? "toChange" : "changed", changed,
                "unchanged", unchanged, "refused", refused));
        if (!output.isJson()) {
            output.error(summary);
        }
        return refused == 0 ? Output.FINE : Output.REFUSED;
    }

    /** Returns null if the file is not a playlist. */
    private static @Nullable BiFunction<byte[], Boolean, PublishedPlaylist> publisher(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".m3u8")) {
            return HlsPublisher::publish;
        }
        return name.endsWith(".mpd") ? DashPublisher::publish : null;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException && StagedFiles.isTemporary(file)) {
                    // the file belongs to another run, which has meanwhile moved it to its destination
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        Collections.sort(files);
        return files;
    }

    /**
     * Refuses symbolic links that an upload may follow. They are not followed here, because they may lead out of the directory.
     */
    private void checkLink(Path link, boolean playlist) {
        if (playlist || Files.isDirectory(link)) {
            refuse(directory.relativize(link).toString(), "it is a symbolic link. Replace it with its target, or remove it, "
                    + "because an upload may follow it and publish playlists that were not converted");
        }
    }

    private void refuse(String name, @Nullable String why) {
        refused++;
        output.error(name + ": " + why);
    }

    private void publish(Path file, BiFunction<byte[], Boolean, PublishedPlaylist> publisher, StagedFiles staged)
            throws IOException, NoSuchAlgorithmException {
        String name = directory.relativize(file).toString();
        byte[] before;
        PublishedPlaylist published;
        try (InputStream content = Files.newInputStream(file)) {
            before = PublishedPlaylist.read(content);
            published = publisher.apply(before, marks);
        } catch (CloudFrontSignerException e) {
            refuse(name, e.getMessage());
            return;
        }
        // all URIs are listed, because players request each of them
        published.forEachKept(uri -> output.error(name + ":" + uri.line() + ": stays as it is: "
                + uri.uri()));
        if (Arrays.equals(hash(copy -> copy.write(before)), hash(published))) {
            unchanged++;
            return;
        }
        changed++;
        if (dryRun && !output.isJson()) {
            output.verbatim(List.of(name), Map.of());
        } else if (!dryRun) {
            staged.stage(file, published);
        }
    }

    private static byte[] hash(Playlist.Content content) throws IOException, NoSuchAlgorithmException {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
        return hash.digest();
    }
}
