package org.acme.gallery;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

@Path("/poster")
public class PosterResource {

    @GET
    public Poster poster() {
        String picture = "/albums/alps/mirror-lake.svg";
        return new Poster(picture, List.of("/users/alice/drafts/glacier.svg"), picture);
    }
}
