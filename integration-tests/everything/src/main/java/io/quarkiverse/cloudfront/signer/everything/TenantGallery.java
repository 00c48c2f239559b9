package io.quarkiverse.cloudfront.signer.everything;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

/**
 * Files at the domain of the user's tenant. Each user is a tenant.
 */
@Path("tenant")
public class TenantGallery {

    public record Album(Map<String, List<Picture>> pictures) {
    }

    /** With a getter, as many JSON libraries expect it. */
    public static class Picture {

        @SignedResource(signer = "tenants", resource = "/albums/*")
        private final String file;

        Picture(String file) {
            this.file = file;
        }

        public String getFile() {
            return file;
        }
    }

    @GET
    @Path("url")
    @SignedResource(signer = "tenants")
    public String url() {
        return Gallery.PICTURE;
    }

    @GET
    @Path("fields")
    @Authenticated
    public Album fields() {
        return new Album(Map.of("alps", List.of(new Picture(Gallery.PICTURE), new Picture("/albums/alps/ridge.txt"))));
    }
}
