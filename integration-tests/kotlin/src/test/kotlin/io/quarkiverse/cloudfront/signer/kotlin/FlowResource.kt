package io.quarkiverse.cloudfront.signer.kotlin

import io.quarkiverse.cloudfront.signer.Delivery
import io.quarkiverse.cloudfront.signer.SignedResource
import jakarta.ws.rs.GET
import jakarta.ws.rs.Path
import jakarta.ws.rs.Produces
import jakarta.ws.rs.WebApplicationException
import jakarta.ws.rs.core.MediaType
import jakarta.ws.rs.core.Response
import java.net.URI
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.flowOn

@Path("/flow")
@Produces(MediaType.APPLICATION_JSON)
class FlowResource(private val catalogue: AlpineCatalogue) {

    @GET @Path("urls") fun urls(): Flow<String> = catalogue.pictures()

    @GET @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @SignedResource
    fun events(): Flow<String> = flowOf(LAKE, SNOW)

    @GET @Path("elsewhere")
    @SignedResource
    fun elsewhere(): Flow<String> = flowOf(LAKE, SNOW).flowOn(Dispatchers.IO)

    @GET @Path("lists")
    @SignedResource
    fun lists(): Flow<List<String>> = flowOf(listOf(LAKE, SNOW), listOf(LAKE))

    @GET @Path("granted")
    @SignedResource(resource = "/albums/*")
    fun granted(): Flow<String> = flowOf(LAKE, SNOW)

    @GET @Path("empty")
    @SignedResource
    fun empty(): Flow<String> = emptyFlow()

    @GET @Path("thrown")
    @SignedResource
    fun thrown(): Flow<String> = flow { throw WebApplicationException(Response.seeOther(URI(LAKE)).build()) }

    @GET @Path("unsignable")
    @SignedResource
    fun unsignable(): Flow<String> = flowOf("https://elsewhere.example/a.jpg")

    @GET @Path("cookies")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/*")
    fun cookies(): Flow<String> = flowOf("welcome")

    @GET @Path("fields") fun fields(): Flow<Picture> = flowOf(Picture("Lake", LAKE), Picture("Snow", SNOW))
}
