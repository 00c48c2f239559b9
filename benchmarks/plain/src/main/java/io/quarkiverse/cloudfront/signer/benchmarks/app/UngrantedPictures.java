package io.quarkiverse.cloudfront.signer.benchmarks.app;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkus.arc.properties.IfBuildProperty;

/**
 * The same as {@link UnsignedPictures}, for methods with one policy for all URLs.
 */
@Path("granted")
@PermitAll
@IfBuildProperty(name = PlainPictures.ANNOTATED, stringValue = "false", enableIfMissing = true)
public class UngrantedPictures extends Pictures {

    @GET
    @Path("page")
    public List<PlainPictures.Picture> page() {
        return PlainPictures.pictures();
    }
}
