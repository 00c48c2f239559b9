package org.acme.gallery;

import java.time.Duration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriBuilder;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkus.security.Authenticated;

@Path("/invoices")
@Authenticated
public class InvoiceResource {

    private final CloudFrontSigner signer;

    InvoiceResource(CloudFrontSigner signer) {
        this.signer = signer;
    }

    // tag::ids[]
    @GET
    @Path("/{id: [A-Za-z0-9-]+}")
    public String invoice(String id) {
        return signer.sign("/invoices/" + id + ".pdf", Duration.ofHours(1));
    }

    @GET
    @Path("/named/{name}")
    public String named(String name) {
        String path = UriBuilder.fromPath("/invoices/{name}.pdf").build(name).toString();
        return signer.sign(path.replace("*", "%2A").replace("+", "%2B"), Duration.ofHours(1));
    }
    // end::ids[]
}
