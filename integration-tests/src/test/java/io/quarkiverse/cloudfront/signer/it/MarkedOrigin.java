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

import io.quarkiverse.cloudfront.signer.fixtures.ForkDirectory;
import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;

/**
 * The sample's files, with static HLS playlists that pass marks on, and a page of the handbook that shows a film.
 */
final class MarkedOrigin {

    private static final Path FILES = Path.of("src", "main", "cloudfront-origin");
    private static final Path PACKAGED = Path.of("src", "test", "ffmpeg");
    private static final Path PAGES = Path.of("src", "test", "cloudfront-origin");
    private static final Path VIDEO = FILES.resolve("videos").resolve("alps");
    private static final String HLS = "hls.mjs";
    private static final Path DIRECTORY = ForkDirectory.of("marked-origin").toAbsolutePath();

    private MarkedOrigin() {
    }

    static String directory() {
        try {
            copy(FILES, DIRECTORY);
            copy(PAGES, DIRECTORY);
            Path film = DIRECTORY.resolve("handbook").resolve("film");
            copy(VIDEO, film);
            try (InputStream hls = MarkedOrigin.class
                    .getResourceAsStream("/META-INF/resources/webjars/hls.js/1.4.12/dist/" + HLS)) {
                Files.copy(hls, film.resolve(HLS), StandardCopyOption.REPLACE_EXISTING);
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

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : filesBelow(from)) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
