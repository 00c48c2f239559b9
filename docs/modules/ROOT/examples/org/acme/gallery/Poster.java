package org.acme.gallery;

import java.util.List;

import io.quarkiverse.cloudfront.signer.SignedResource;

public record Poster(@SignedResource(expiresIn = "5m") String preview,
        @SignedResource(resource = "/users/{principal}/*") List<String> drafts,
        @SignedResource(signer = "media") String original) {
}
