package io.quarkiverse.cloudfront.signer.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;

/**
 * The sample's files, with static HLS playlists that pass marks on.
 */
final class MarkedOrigin {

    private static final Path FILES = Path.of("src", "main", "cloudfront-origin");
    private static final Path PACKAGED = Path.of("src", "test", "ffmpeg");
    private static final Path DIRECTORY = Path.of("target", "marked-origin").toAbsolutePath();

    private MarkedOrigin() {
    }

    static String directory() {
        try {
            for (Path file : filesBelow(FILES)) {
                Path copy = DIRECTORY.resolve(FILES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            for (Path playlist : filesBelow(PACKAGED)) {
                if (playlist.toString().endsWith(".m3u8")) {
                    Path album = PACKAGED.relativize(playlist).getParent();
                    Path published = DIRECTORY.resolve("videos").resolve(album).resolve("adaptive");
                    try (InputStream in = Files.newInputStream(playlist);
                            OutputStream out = Files.newOutputStream(published.resolve(playlist.getFileName()))) {
                        SignedPlaylists.hls(in, out, true);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DIRECTORY.toString();
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
