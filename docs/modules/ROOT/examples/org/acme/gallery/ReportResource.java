package org.acme.gallery;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

@Path("/reports")
@Authenticated
public class ReportResource {

    private final CloudFrontSigner signer;
    private final Map<String, Integer> shares = new ConcurrentHashMap<>(); // <1>

    ReportResource(CloudFrontSigner signer) {
        this.signer = signer;
    }

    @GET
    @Path("/{id}/link")
    @SignedResource(resource = "/reports/{id}/*", content = Content.DIRECTORY) // <2>
    public String link(int id) {
        return "/reports/" + id + "/index.html";
    }

    @POST
    @Path("/{id}/shares")
    public String share(int id) {
        String secret = UUID.randomUUID().toString();
        shares.put(secret, id);
        return "/reports/shares/" + secret;
    }

    @DELETE
    @Path("/shares/{secret}")
    public void withdraw(String secret) {
        shares.remove(secret);
    }

    @GET
    @Path("/shares/{secret}")
    @PermitAll // <3>
    public Response open(String secret) {
        Integer id = shares.get(secret);
        if (id == null) {
            throw new NotFoundException();
        }
        SignedPolicy signed = signer.sign(signer.policy("/reports/" + id + "/*").expiresIn(Duration.ofHours(1)).build());
        URI link = signed.directoryUrl(URI.create("/reports/" + id + "/index.html")); // <4>
        return Response.seeOther(link).header(HttpHeaders.CACHE_CONTROL, "no-store").build(); // <5>
    }

    @GET
    @Path("/{id}/tiles")
    public String tiles(int id) {
        SignedPolicy signed = signer.sign(signer.policy("/reports/" + id + "/*").build());
        return "/reports/" + id + "/tiles/{z}/{x}/{y}.png?" + signed.query(); // <6>
    }
}
