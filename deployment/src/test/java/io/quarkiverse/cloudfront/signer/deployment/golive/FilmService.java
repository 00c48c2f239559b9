package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * Signs with two signers, without REST.
 */
@ApplicationScoped
public class FilmService {

    @SignedResource(resource = "/albums/7/*")
    public List<String> album() {
        return List.of("/albums/7/a.jpg");
    }

    @SignedResource(signer = "media", resource = "/films/*")
    public String film() {
        return "/films/7.mp4";
    }
}
