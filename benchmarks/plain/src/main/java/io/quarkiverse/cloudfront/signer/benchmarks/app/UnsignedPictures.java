package io.quarkiverse.cloudfront.signer.benchmarks.app;

import jakarta.ws.rs.Path;

import io.quarkus.arc.properties.IfBuildProperty;

/**
 * Stands where other applications have annotated methods, so that all have as many and differ by the extension alone.
 */
@Path("signed")
@IfBuildProperty(name = PlainPictures.ANNOTATED, stringValue = "false", enableIfMissing = true)
public class UnsignedPictures extends PlainPictures {
}
