package io.quarkiverse.cloudfront.signer.applications.graphqlfield;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;

import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;

import io.quarkiverse.cloudfront.signer.applications.Photo;

/** A GraphQL API that returns a DTO. */
@GraphQLApi
public class PhotoApi {

    @Query
    public Photo field() {
        return new Photo(1, PICTURE);
    }

    @Query
    @RolesAllowed("admin")
    public Photo fieldForAdmins() {
        return new Photo(1, PICTURE);
    }
}
