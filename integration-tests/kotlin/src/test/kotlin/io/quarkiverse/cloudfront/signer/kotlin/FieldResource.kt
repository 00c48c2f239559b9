package io.quarkiverse.cloudfront.signer.kotlin

import jakarta.ws.rs.GET
import jakarta.ws.rs.Path
import java.net.URI
import kotlinx.coroutines.delay

@Path("/fields")
class FieldResource {

    @GET @Path("suspend")
    suspend fun suspending(): Picture {
        delay(1)
        return Picture("Lake", LAKE)
    }

    @GET @Path("list") suspend fun list(): List<Picture> = listOf(Picture("Lake", LAKE), Picture("Snow", SNOW))

    @GET @Path("nullable") fun nullable(): NullablePicture = NullablePicture(null, URI(LAKE))

    @GET @Path("sealed") fun sealed(): List<Medium> = listOf(Medium.Still(LAKE), Medium.Nothing)
}
