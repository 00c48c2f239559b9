package org.acme.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.quarkiverse.cloudfront.signer.playlist.SignedPlaylists;

public class FilmPublisher {

    // tag::publish[]
    void publish(InputStream packaged, OutputStream published) throws IOException {
        SignedPlaylists.hls(packaged, published);
    }
    // end::publish[]
}
