package io.quarkiverse.cloudfront.signer.deployment.devui;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/files")
public class MarkedResource {

    @GET
    @Path("url")
    @SignedResource
    public String url() {
        return "/a.txt?x=1";
    }

    @GET
    @Path("brief")
    @SignedResource(expiresIn = "1s")
    public String brief() {
        return "/a.txt?brief=1";
    }

    @GET
    @Path("tenant")
    @SignedResource(signer = "tenants")
    public String ofTenant() {
        return "/a.txt";
    }

    @GET
    @Path("cookies")
    @SignedResource(resource = "/*", delivery = Delivery.COOKIES)
    public void cookies() {
    }
}
