package io.quarkiverse.cloudfront.signer.deployment.pictures;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Two pictures of the sample in each album.
 */
@ApplicationScoped
public class Catalogue {

    List<String> pictures(String album) {
        return List.of("/albums/alps/mirror-lake.jpg", "/albums/alps/morning-ridge.jpg");
    }
}
