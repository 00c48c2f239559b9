package org.acme.gallery;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The pictures of each album. No part of their paths comes from a viewer.
 */
@ApplicationScoped
public class Catalogue {

    private static final Map<String, List<String>> ALBUMS = Map.of(
            "alps", List.of("/albums/alps/mirror-lake.svg", "/albums/alps/first%20snow.svg"));

    public List<String> pictures(String album) {
        return ALBUMS.getOrDefault(album, List.of());
    }
}
