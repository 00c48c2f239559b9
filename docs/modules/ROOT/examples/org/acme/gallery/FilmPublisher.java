package org.acme.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;

public class FilmPublisher {

    // tag::publish[]
    void publish(Path packaged, Path published) throws IOException {
        try (InputStream in = Files.newInputStream(packaged); OutputStream out = Files.newOutputStream(published)) {
            SignedPlaylists.hls(in, out);
        }
    }
    // end::publish[]
}
