package org.acme.gallery;

import java.net.URI;
import java.time.Duration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

@Path("/films/{id}")
public class FilmResource {

    private final CloudFrontSigner signer;

    FilmResource(CloudFrontSigner signer) {
        this.signer = signer;
    }

    @GET
    @Path("/video")
    @SignedResource(resource = "/films/{id}/*", expiresIn = "4h", content = Content.STATIC_PLAYLIST) // <1>
    public String video(int id) {
        return "/films/" + id + "/master.m3u8";
    }

    public record Film(
            @SignedResource URI poster,
            @SignedResource(content = Content.STATIC_PLAYLIST) URI video) { // <2>
    }

    @GET
    @SignedResource(resource = "/films/{id}/*", expiresIn = "4h")
    public Film film(int id) {
        return new Film(URI.create("/films/" + id + "/poster.svg"), URI.create("/films/" + id + "/master.m3u8"));
    }

    @GET
    @Path("/code")
    @Authenticated
    public String code(int id) {
        Policy policy = signer.policy("/films/" + id + "/*").expiresIn(Duration.ofHours(4)).build();
        return signer.sign(policy).playlistUrl("/films/" + id + "/master.m3u8"); // <3>
    }
}
