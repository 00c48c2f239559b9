package io.quarkiverse.cloudfront.cli.publish;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.cli.output.Json;
import io.quarkiverse.cloudfront.cli.output.Output;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.HlsPublisher;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.PublishedPlaylist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.publish.dash.DashPublisher;

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
                BiFunction<byte[], Boolean, PublishedPlaylist> publisher = publisher(file);
                if (!dry && StagedFiles.isLeft(file)) {
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
                : "Playlists " + (dry ? "to change" : "changed") + ": " + changed + ", unchanged: " + unchanged;
        output.result(List.of(), Json.object("dryRun", dry, dry || refused > 0 ? "toChange" : "changed", changed,
                "unchanged", unchanged, "refused", refused));
        if (!output.isJson()) {
            output.error(summary);
        }
        return refused == 0;
    }

    /** Null if the file is not a playlist. */
    private static @Nullable BiFunction<byte[], Boolean, PublishedPlaylist> publisher(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".m3u8") ? HlsPublisher::publish : name.endsWith(".mpd") ? DashPublisher::publish : null;
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
    private void checkLink(Path link, boolean playlist) {
        if (playlist || Files.isDirectory(link)) {
            refuse(directory.relativize(link).toString(), "it is a symbolic link. Replace it with what it refers to, or remove "
                    + "it: an upload may follow it, and publish playlists that were not converted");
        }
    }

    private void refuse(String name, @Nullable String why) {
        refused++;
        output.error(name + ": " + why);
    }

    private void publish(Path file, BiFunction<byte[], Boolean, PublishedPlaylist> publisher, StagedFiles staged)
            throws IOException {
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
        // all of them, because players request each one
        published.forEachKept(uri -> output.error(name + ":" + uri.line() + ": stays as it is: "
                + uri.uri()));
        if (Arrays.equals(hash(copy -> copy.write(before)), hash(published))) {
            unchanged++;
            return;
        }
        changed++;
        if (dry && !output.isJson()) {
            output.verbatim(List.of(name), Map.of());
        } else if (!dry) {
            staged.stage(file, published);
        }
    }

    private static byte[] hash(Playlist.Content content) throws IOException {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
            return hash.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime does not have SHA-256", e);
        }
    }
}
