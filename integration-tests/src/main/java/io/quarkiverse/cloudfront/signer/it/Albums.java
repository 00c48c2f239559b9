package io.quarkiverse.cloudfront.signer.it;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;

/**
 * The albums. A real application has them in a database.
 */
@Singleton
public class Albums {

    private static final Set<String> WITH_VIDEO = Set.of("alps", "harbour");

    private final Map<String, Album> albums = new LinkedHashMap<>();

    Albums() {
        add("alps", "Alps", "Ridges, snow and still water, from first light until the stars are out.",
                "Morning ridge", "morning-ridge.jpg",
                "First snow", "first snow.jpg",
                "Mirror lake", "mirror-lake.jpg",
                "Sea of fog", "sea-of-fog.jpg",
                "Hut under the stars", "hut-under-the-stars.jpg");
        add("harbour", "Harbour", "Boats, lamps and open water, between sunset and sunrise.",
                "Lights on the quay", "lights-on-the-quay.jpg",
                "Boats at rest", "boats-at-rest.jpg",
                "Lighthouse", "lighthouse.jpg",
                "Moon over the bay", "moon-over-the-bay.jpg",
                "Outside the breakwater", "outside-the-breakwater.jpg");
        add("desert", "Desert", "Sand and sandstone, shaped by wind and low light.",
                "Dune crest", "dune-crest.jpg",
                "Slot canyon", "slot-canyon.jpg",
                "Wind ripples", "wind-ripples.jpg",
                "Last sun on the buttes", "last-sun-on-the-buttes.jpg",
                "Crescent moon", "crescent-moon.jpg");
    }

    private void add(String id, String title, String description, String... titlesAndFiles) {
        Map<String, String> pictures = new LinkedHashMap<>();
        for (int i = 0; i < titlesAndFiles.length; i += 2) {
            pictures.put(titlesAndFiles[i], titlesAndFiles[i + 1]);
        }
        URI cover = Album.path(id, titlesAndFiles[1]);
        albums.put(id, new Album(id, title, description, WITH_VIDEO.contains(id), cover, pictures));
    }

    Collection<Album> all() {
        return albums.values();
    }

    /**
     * @throws NotFoundException if there is no such album
     */
    Album get(String id) {
        Album album = albums.get(id);
        if (album == null) {
            throw new NotFoundException();
        }
        return album;
    }
}
