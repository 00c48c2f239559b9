package io.quarkiverse.cloudfront.signer.benchmarks.app;

import jakarta.ws.rs.Path;

import io.quarkus.arc.properties.IfBuildProperty;

/**
 * The same as {@link UnsignedPictures}, for methods with one policy for all URLs.
 */
@Path("granted")
@IfBuildProperty(name = PlainPictures.ANNOTATED, stringValue = "false", enableIfMissing = true)
public class UngrantedPictures extends Pictures {
}
