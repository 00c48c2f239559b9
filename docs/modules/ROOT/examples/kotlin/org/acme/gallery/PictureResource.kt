package org.acme.gallery

import io.quarkiverse.cloudfront.signer.Delivery
import io.quarkiverse.cloudfront.signer.SignedResource
import jakarta.ws.rs.ForbiddenException
import jakarta.ws.rs.GET
import jakarta.ws.rs.POST
import jakarta.ws.rs.Path
import jakarta.ws.rs.Produces
import jakarta.ws.rs.core.MediaType
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOf

@Path("/albums/{album}")
open class PictureResource {

    @GET
    @Path("pictures")
    @SignedResource
    open suspend fun pictures(album: String): List<String> { // <1>
        delay(1)
        return listOf("/albums/$album/mirror-lake.jpg", "/albums/$album/first%20snow.jpg")
    }

    @POST
    @Path("session")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/{album}/*")
    open suspend fun open(album: String) { // <2>
        if (album == "closed") {
            throw ForbiddenException()
        }
    }

    @GET
    @Path("slideshow")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @SignedResource(resource = "/albums/{album}/*")
    open fun slideshow(album: String): Flow<String> = // <3>
        flowOf("/albums/$album/mirror-lake.jpg", "/albums/$album/first%20snow.jpg")
}
