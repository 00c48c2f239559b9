package org.acme.gallery;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;

@Path("/access/films/{film}")
public class FilmAccess {

    private final String distribution;

    FilmAccess(@ConfigProperty(name = "quarkus.cloudfront-signer.url") String distribution) {
        this.distribution = distribution;
    }

    @POST
    @SignedResource(delivery = Delivery.COOKIES, resource = "/films/{film}/*")
    public String open(int film) {
        return distribution + "/films/" + film + "/film.m3u8"; // <1>
    }
}
