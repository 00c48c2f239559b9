package org.acme.gallery;

import java.net.URI;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/documents")
public class DocumentResource {

    private record Document(String path, String title) {
    }

    // tag::download[]
    @GET
    @Path("/{id}")
    @SignedResource
    public Response download(int id) {
        Document document = find(id);
        String path = Download.attachment(document.title()).of(document.path()); // <1>
        return Response.seeOther(URI.create(path)).build();
    }
    // end::download[]

    private static Document find(int id) {
        return new Document("/albums/alps/mirror-lake.svg", "Übung " + id + " – \"final\".svg");
    }
}
