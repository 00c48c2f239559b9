package io.quarkiverse.cloudfront.signer.benchmarks.app;

import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * The same methods with one policy for all URLs.
 */
@Path("granted")
@SignedResource(resource = "/albums/*")
public class GrantedPictures extends Pictures {
}
