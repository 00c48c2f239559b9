package org.acme.gallery;

import java.util.List;

import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

@GraphQLApi
@Authenticated
public class PictureApi {

    public record Album(String name) {
    }

    private final Catalogue catalogue;

    PictureApi(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Query
    public Album album(String name) {
        return new Album(name);
    }

    @SignedResource
    public List<String> pictures(@Source Album album) { // a field of Album
        return catalogue.pictures(album.name());
    }
}
