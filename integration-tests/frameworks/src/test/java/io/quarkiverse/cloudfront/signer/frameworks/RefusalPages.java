package io.quarkiverse.cloudfront.signer.frameworks;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

/**
 * The pages of the application among the files of the gate. The first part of a path is a tenant of quarkus-oidc.
 */
@Path("/docs")
public class RefusalPages {

    @GET
    @Authenticated
    @Path("{part:app|shop|code}/page")
    public String page(@RestPath String part) {
        return part;
    }

    @GET
    @SignedResource
    @Path("{part:app|shop|code}/film")
    public String film(@RestPath String part) {
        return "/docs/a.html";
    }

    @GET
    @SignedResource(resource = "/docs/{claim.department}/*")
    @Path("app/claim")
    public String claim() {
        return "/docs/sales/a.html";
    }

    @GET
    @RolesAllowed("editor")
    @Path("app/forbidden")
    public String forbidden() {
        return "";
    }

    @GET
    @Path("app/unauthorized")
    public Response unauthorized() {
        return Response.status(401).build();
    }

    @GET
    @Path("app/broken")
    public Response broken() {
        return Response.status(500).build();
    }
}
