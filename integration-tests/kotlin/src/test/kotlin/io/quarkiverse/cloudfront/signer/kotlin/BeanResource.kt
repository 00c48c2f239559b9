package io.quarkiverse.cloudfront.signer.kotlin

import io.quarkiverse.cloudfront.signer.Delivery
import io.quarkiverse.cloudfront.signer.SignedResource
import jakarta.ws.rs.GET
import jakarta.ws.rs.Path
import jakarta.ws.rs.WebApplicationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.toList

/** Calls methods that are signed elsewhere, or signs functions that do not suspend. */
@Path("/beans")
class BeanResource(private val catalogue: AlpineCatalogue) {

    @GET @Path("inherited") suspend fun inherited(): List<String> = catalogue.all()

    @GET @Path("default") fun ofInterface(): String = catalogue.cover()

    @GET @Path("concurrent")
    suspend fun concurrent(): List<String> = coroutineScope {
        List(3) { async { catalogue.granted("alps") } }.awaitAll()
    }

    @GET @Path("flow") suspend fun flow(): List<String> = catalogue.pictures().toList()

    @GET @Path("value-class")
    @SignedResource
    fun ofValueClass(): PictureUrl = PictureUrl(LAKE)

    @GET @Path("internal")
    @SignedResource
    internal fun ofInternalFunction(): String = LAKE

    @GET @Path("cookies")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/*")
    fun cookies() {}

    @GET @Path("cookies/suspend")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/*")
    suspend fun suspendingCookies() = delay(1)

    @GET @Path("cookies/failing")
    @SignedResource(delivery = Delivery.COOKIES, resource = "/albums/*")
    suspend fun failingCookies() {
        delay(1)
        throw WebApplicationException(409)
    }
}
