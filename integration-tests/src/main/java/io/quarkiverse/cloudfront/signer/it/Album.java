package io.quarkiverse.cloudfront.signer.it;

import java.net.URI;
import java.util.Map;

import jakarta.ws.rs.core.UriBuilder;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * An album of the gallery.
 *
 * @param video whether there is a video of it
 * @param cover the path of a picture, which is signed in lists of albums
 * @param pictures file names by title, in the order to show
 */
public record Album(String id, String title, String description, boolean video, @SignedResource URI cover,
        @JsonIgnore Map<String, String> pictures) {

    /**
     * File names contain spaces and other characters that must be percent-encoded.
     */
    static URI path(String album, String file) {
        return UriBuilder.fromPath("/albums/{album}/{file}").build(album, file);
    }
}
