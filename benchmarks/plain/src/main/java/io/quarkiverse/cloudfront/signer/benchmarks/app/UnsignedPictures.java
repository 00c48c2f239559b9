package io.quarkiverse.cloudfront.signer.benchmarks.app;

import jakarta.ws.rs.Path;

import io.quarkus.arc.properties.IfBuildProperty;

/**
 * Replaces the annotated methods of the other applications, so that all have equally many, and only the extension differs.
 */
@Path("signed")
@IfBuildProperty(name = PlainPictures.ANNOTATED, stringValue = "false", enableIfMissing = true)
public class UnsignedPictures extends Pictures {
}
