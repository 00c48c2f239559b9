package io.quarkiverse.cloudfront.signer.applications.tenants;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

/**
 * A URL for one user of one tenant, with a mark.
 */
@Path("/reports/{name}")
@Authenticated
public class Reports {

    @GET
    @SignedResource(resource = "/{claim.department}/{name}/*")
    public String report(String name) {
        return "/sales/" + name + "/report.pdf";
    }
}
