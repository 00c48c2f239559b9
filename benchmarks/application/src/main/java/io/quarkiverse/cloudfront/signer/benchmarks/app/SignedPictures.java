package io.quarkiverse.cloudfront.signer.benchmarks.app;

import jakarta.ws.rs.Path;

import io.quarkiverse.cloudfront.signer.SignedResource;

/**
 * The same methods with a policy for each URL.
 */
@Path("signed")
@SignedResource
public class SignedPictures extends Pictures {
}
