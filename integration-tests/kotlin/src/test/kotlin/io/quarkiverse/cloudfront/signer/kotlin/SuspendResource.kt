package io.quarkiverse.cloudfront.signer.kotlin

import io.quarkiverse.cloudfront.signer.SignedResource
import jakarta.annotation.security.RolesAllowed
import jakarta.ws.rs.GET
import jakarta.ws.rs.Path
import jakarta.ws.rs.WebApplicationException
import jakarta.ws.rs.core.Response
import java.net.URI
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext
import org.jboss.resteasy.reactive.RestResponse

@Path("/suspend")
@SignedResource
class SuspendResource {

    @GET @Path("immediate") suspend fun immediate(): String = LAKE

    @GET @Path("delayed")
    suspend fun delayed(): String {
        delay(1)
        return LAKE
    }

    @GET @Path("elsewhere") suspend fun elsewhere(): String = withContext(Dispatchers.IO) { LAKE }

    @GET @Path("list")
    suspend fun list(): List<String> {
        delay(1)
        return listOf(LAKE, SNOW)
    }

    @GET @Path("map") suspend fun map(): Map<String, URI> = mapOf("lake" to URI(LAKE))

    @GET @Path("nothing")
    suspend fun nothing(): String? {
        delay(1)
        return null
    }

    @GET @Path("response")
    suspend fun response(): Response {
        delay(1)
        return Response.ok(LAKE).build()
    }

    @GET @Path("rest-response") suspend fun restResponse(): RestResponse<String> = RestResponse.ok(LAKE)

    @GET @Path("redirect") suspend fun redirect(): Response = Response.seeOther(URI(LAKE)).build()

    @GET @Path("thrown")
    suspend fun thrown(): String {
        delay(1)
        throw WebApplicationException(Response.seeOther(URI(LAKE)).build())
    }

    @GET @Path("failing")
    suspend fun failing(): String {
        delay(1)
        throw WebApplicationException(LAKE, 409)
    }

    @GET @Path("unsignable")
    suspend fun unsignable(): String {
        delay(1)
        return "https://elsewhere.example/a.jpg"
    }

    @GET @Path("unit")
    suspend fun unit() {
        delay(1)
    }

    @GET @Path("granted/{album}")
    @SignedResource(resource = "/albums/{album}/*")
    suspend fun granted(album: String): String {
        delay(1)
        return "/albums/$album/lake.jpg"
    }

    @GET @Path("admins")
    @RolesAllowed("admin")
    suspend fun forAdmins(): String = LAKE
}
