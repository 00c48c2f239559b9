package io.quarkiverse.cloudfront.signer.it;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * An album of the gallery.
 *
 * @param video whether there is a video of it
 * @param pictures file names by title, in the order to show
 */
public record Album(String id, String title, String description, boolean video,
        @JsonIgnore Map<String, String> pictures) {
}
