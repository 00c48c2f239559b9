package org.acme.gallery

import io.quarkiverse.cloudfront.signer.Delivery
import io.quarkiverse.cloudfront.signer.SignedResource
import jakarta.ws.rs.GET
import jakarta.ws.rs.POST
import jakarta.ws.rs.Path
import jakarta.ws.rs.Produces
import jakarta.ws.rs.core.MediaType
import kotlinx.coroutines.flow.Flow

// tag::urls[]
@Path("/albums/{album}")
open class PictureResource(private val pictures: Pictures) {

    @GET
    @Path("pictures")
    @SignedResource
    open suspend fun pictures(album: String): List<String> = pictures.of(album)
// end::urls[]

    // tag::photo[]
    @GET
    @Path("cover")
    open suspend fun cover(album: String): Photo? = pictures.cover(album)
    // end::photo[]

    // tag::flow[]
    @GET
    @Path("slideshow")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @SignedResource(resource = "/albums/{album}/*")
    open fun slideshow(album: String): Flow<String> = pictures.oneByOne(album)
    // end::flow[]

    // tag::cookies[]
    @POST
    @Path("session")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/{album}/*")
    open suspend fun open(album: String) = pictures.checkAccess(album)
    // end::cookies[]
    // tag::urls[]
}
// end::urls[]
