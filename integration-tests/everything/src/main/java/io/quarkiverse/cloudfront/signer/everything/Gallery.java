package io.quarkiverse.cloudfront.signer.everything;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.Grants;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkus.qute.Template;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;

/**
 * Each way to sign, once.
 */
@Path("/")
public class Gallery {

    static final String PICTURE = "/albums/alps/lake.txt";
    static final String SEGMENT = "/films/1.ts";

    private final CloudFrontSigner signer;
    private final CloudFrontSigner films;
    private final Grants grants;
    private final Template page;
    private final MeterRegistry metrics;

    Gallery(CloudFrontSigner signer, @SignerName("films") CloudFrontSigner films, Grants grants, Template page,
            MeterRegistry metrics) {
        this.signer = signer;
        this.films = films;
        this.grants = grants;
        this.page = page;
        this.metrics = metrics;
    }

    @GET
    @Path("url")
    @SignedResource
    public String url() {
        return PICTURE;
    }

    @GET
    @Path("later")
    @SignedResource
    public Uni<String> later() {
        return Uni.createFrom().item(PICTURE);
    }

    @GET
    @Path("albums/{id}")
    @SignedResource(resource = "/albums/{id}/*")
    public List<String> album(String id) {
        return List.of("/albums/" + id + "/lake.txt");
    }

    @GET
    @Path("field")
    @Authenticated
    public Photo field() {
        return new Photo("Lake", PICTURE);
    }

    @POST
    @Path("field")
    @Authenticated
    public String fieldOf(Photo photo) {
        return photo.file();
    }

    @POST
    @Path("cookies/{id}")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/{id}/*")
    public void cookies(String id) {
        // the cookies are the answer
    }

    @GET
    @Path("film.m3u8")
    @jakarta.ws.rs.Produces("application/vnd.apple.mpegurl")
    @SignedResource(resource = "/films/*", signer = "films")
    public String playlist() {
        return "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n" + SEGMENT + "\n#EXT-X-ENDLIST\n";
    }

    @GET
    @Path("page")
    @Authenticated
    public String page() {
        return page.data("picture", PICTURE).render();
    }

    @GET
    @Path("code")
    @PermitAll
    public String code() {
        return signer.sign(PICTURE);
    }

    @GET
    @Path("named")
    @PermitAll
    public String named() {
        return films.sign(SEGMENT);
    }

    @DELETE
    @Path("grants/{user}")
    @PermitAll
    public Uni<Void> revoke(String user) {
        return grants.revoke("", user);
    }

    @GET
    @Path("meters")
    @PermitAll
    public List<String> meters() {
        return metrics.getMeters().stream().map(meter -> meter.getId().getName()).distinct().sorted().toList();
    }

    @Produces
    @Singleton
    static SimpleMeterRegistry registry() {
        return new SimpleMeterRegistry();
    }
}
