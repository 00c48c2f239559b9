package io.quarkiverse.cloudfront.signer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;

/**
 * The sample's static playlists are those of ffmpeg, converted by {@link SignedPlaylists}.
 */
class SamplePlaylistsTest {

    private static final Path PACKAGED = Path.of("src", "test", "ffmpeg");
    private static final Path PUBLISHED = Path.of("src", "main", "cloudfront-origin", "videos");

    @ParameterizedTest
    @MethodSource("packaged")
    void publishedPlaylist_isTheConvertedOne(Path playlist) throws IOException {
        ByteArrayOutputStream converted = new ByteArrayOutputStream();
        try (InputStream packaged = Files.newInputStream(PACKAGED.resolve(playlist))) {
            if (playlist.toString().endsWith(".mpd")) {
                SignedPlaylists.dash(packaged, converted);
            } else {
                SignedPlaylists.hls(packaged, converted);
            }
        }
        Path published = PUBLISHED.resolve(playlist.getParent()).resolve("adaptive").resolve(playlist.getFileName());
        assertThat(published).hasBinaryContent(converted.toByteArray());
    }

    static Stream<Path> packaged() throws IOException {
        try (Stream<Path> files = Files.walk(PACKAGED)) {
            return files.filter(Files::isRegularFile).map(PACKAGED::relativize).sorted().toList().stream();
        }
    }
}
