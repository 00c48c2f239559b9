package org.acme

import io.quarkiverse.cloudfront.signer.SignedResource
import jakarta.ws.rs.GET
import jakarta.ws.rs.Path

@Path("/pictures")
class PicturesResource {

    /** Paths under the distribution's URL, percent-encoded. Viewers get signed URLs. */
    @GET
    @SignedResource
    fun pictures(): List<String> = listOf("/pictures/mirror-lake.svg")
}
