package io.quarkiverse.cloudfront.signer.applications.graphql;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;

import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

/** A GraphQL API. */
@GraphQLApi
public class PictureApi {

    @Query
    @SignedResource
    public String url() {
        return PICTURE;
    }

    @Query
    @SignedResource
    @RolesAllowed("admin")
    public String urlForAdmins() {
        return PICTURE;
    }

    @Query
    @SignedResource(resource = ALBUM)
    public String wildcard() {
        return PICTURE;
    }

    @Query
    @SignedResource(resource = ALBUM)
    @RolesAllowed("admin")
    public String wildcardForAdmins() {
        return PICTURE;
    }

    @Query
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public String cookies() {
        return "welcome";
    }

    @Query
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    @RolesAllowed("admin")
    public String cookiesForAdmins() {
        return "welcome";
    }
}
