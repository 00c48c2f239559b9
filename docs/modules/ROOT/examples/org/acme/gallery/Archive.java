package org.acme.gallery;

import java.net.URI;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
public class Archive {

    // tag::uni[]
    @SignedResource(signer = "archive", resource = "/{year}/*")
    public Uni<URI> report(int year) {
        return Uni.createFrom().item(URI.create("/" + year + "/report.pdf"));
    }
    // end::uni[]
}
