package io.quarkiverse.cloudfront.signer.it;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * The gallery's API. The pictures themselves come from CloudFront, or from the local edge that stands in for it.
 */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class GalleryResource {

    /**
     * The user who has logged in.
     *
     * @param handbook the handbook of the user's club at the edge, behind the gate
     */
    public record User(String name, URI handbook) {
    }

    private final Albums albums;
    private final SecurityIdentity identity;
    private final URI edge;

    GalleryResource(Albums albums, SecurityIdentity identity,
            @ConfigProperty(name = "quarkus.cloudfront-signer.url") URI edge) {
        this.albums = albums;
        this.identity = identity;
        this.edge = edge;
    }

    @GET
    @Path("me")
    @Authenticated
    public User me() {
        return new User(identity.getPrincipal().getName(), edge.resolve("/handbook/index.html"));
    }

    /**
     * The field for the cover of an album is annotated, so it is signed in the response.
     */
    @GET
    @Path("albums")
    @Authenticated
    public Collection<Album> albums() {
        return albums.all();
    }

    /**
     * One signature for the whole album: the policy covers all its pictures.
     */
    @GET
    @Path("albums/{id}/pictures")
    @SignedResource(resource = "/albums/{id}/*")
    public Map<String, URI> pictures(String id) {
        Map<String, URI> pictures = new LinkedHashMap<>();
        albums.get(id).pictures().forEach((title, file) -> pictures.put(title, Album.path(id, file)));
        return pictures;
    }

    /**
     * One picture for a few seconds.
     */
    @GET
    @Path("albums/{id}/pictures/{file}/glimpse")
    @SignedResource(expiresIn = "${gallery.glimpse}")
    public URI glimpse(String id, String file) {
        if (!albums.get(id).pictures().containsValue(file)) {
            throw new NotFoundException();
        }
        return Album.path(id, file);
    }
}
