package org.acme.gallery

import io.quarkiverse.cloudfront.signer.SignedResource
import jakarta.ws.rs.GET
import jakarta.ws.rs.Path

data class Photo(val title: String, @field:SignedResource val image: String)

@Path("/albums/{album}/cover")
open class CoverResource {

    @GET
    open suspend fun cover(album: String): Photo? = Photo("Mirror lake", "/albums/$album/mirror-lake.jpg")
}
