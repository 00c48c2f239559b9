package org.acme.albums;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;

@ApplicationScoped
@Path("/albums/alps")
@Produces(MediaType.APPLICATION_JSON)
public class AlbumResource {

    @GET
    @Path("/pictures")
    @Signed
    public List<String> pictures() {
        return List.of("/albums/alps/mirror-lake.svg");
    }

    @GET
    @Path("/cover")
    public Photo cover() {
        return new Photo("Mirror lake", "/albums/alps/mirror-lake.svg");
    }

    public record Photo(String title, @JsonSerialize(using = SignedUrlSerializer.class) String image) {
    }
}
