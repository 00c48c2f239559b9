package org.acme.gallery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;

@Path("/feeds")
public class FeedResource {

    private final SecureRandom random = new SecureRandom();
    private final Set<String> listeners = ConcurrentHashMap.newKeySet(); // <1>

    @POST
    @Produces(MediaType.TEXT_PLAIN)
    @Authenticated
    public String subscribe(UriInfo uri) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        listeners.add(hash(secret));
        return uri.getAbsolutePathBuilder().path(secret).build().toString();
    }

    @GET
    @Path("/{secret}")
    @Produces("application/rss+xml")
    @PermitAll // <2>
    @SignedResource(resource = "/episodes/*", content = Content.MARKUP, expiresIn = "7d") // <3>
    public String feed(String secret) {
        if (!listeners.contains(hash(secret))) {
            throw new NotFoundException();
        }
        return """
                <rss version="2.0"><channel><title>Lakes</title><item><title>A lake</title>
                <enclosure url="https://d111111abcdef8.cloudfront.net/episodes/1.mp3" length="1234" type="audio/mpeg"/>
                </item></channel></rss>""";
    }

    private static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
