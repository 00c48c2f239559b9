package io.quarkiverse.cloudfront.signer.applications.pairs;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.applications.Photo;

/** Each method with and without the annotation. None has a security annotation of its own. */
@Path("/pairs")
public class Pictures {

    @GET
    @Path("with/url")
    @SignedResource
    public String urlWith() {
        return PICTURE;
    }

    @GET
    @Path("with/cookies")
    @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
    public String cookiesWith() {
        return "welcome";
    }

    @GET
    @Path("without/url")
    public String urlWithout() {
        return PICTURE;
    }

    @GET
    @Path("without/cookies")
    public String cookiesWithout() {
        return "welcome";
    }

    @GET
    @Path("with/field")
    public Photo fieldWith() {
        return new Photo(1, PICTURE);
    }

    @GET
    @Path("without/field")
    public String fieldWithout() {
        return PICTURE;
    }
}
