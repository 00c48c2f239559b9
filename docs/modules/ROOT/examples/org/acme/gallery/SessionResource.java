package org.acme.gallery;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkus.security.Authenticated;

@Path("/session")
@Authenticated
public class SessionResource {

    private final CloudFrontSigner signer;

    SessionResource(CloudFrontSigner signer) {
        this.signer = signer;
    }

    @POST
    public Response begin() {
        return withCookies(cookies());
    }

    @DELETE
    public Response end() {
        return withCookies(cookies().cleared());
    }

    private SignedCookies cookies() {
        return signer.sign(signer.policy("/albums/*").build()).cookies();
    }

    private static Response withCookies(SignedCookies cookies) {
        return Response.noContent()
                .cookie(cookies.newCookies())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
