package org.acme.archive;

import java.net.URI;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.smallrye.mutiny.Uni;

@Path("/reports/{year}")
public class ReportResource {

    @GET
    @SignedResource(signer = "archive", resource = "/{year}/*")
    public Uni<URI> report(int year) {
        return Uni.createFrom().item(URI.create("/" + year + "/report.pdf"));
    }
}
