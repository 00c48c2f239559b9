package io.quarkiverse.cloudfront.signer.kotlin.refused

import io.quarkiverse.cloudfront.signer.SignedResource
import io.quarkus.arc.Unremovable
import jakarta.enterprise.context.ApplicationScoped
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.flowOf

@JvmInline
value class PictureUrl(val value: String)

data class Title(val text: String)

data class Frame(@SignedResource val url: PictureUrl)

@ApplicationScoped
@Unremovable
class Pictures {

    @SignedResource
    suspend fun title(): Title = Title("Lake")

    @SignedResource
    suspend fun ofValueClass(): PictureUrl = PictureUrl("/lake.jpg")

    @SignedResource
    suspend fun flow(): Flow<String> = flowOf("/lake.jpg")

    @SignedResource
    suspend fun nothing() {}

    @SignedResource(resource = "/albums/{unknown}/*")
    suspend fun placeholder(album: String): String = "/albums/$album/lake.jpg"

    @SignedResource
    fun titles(): Flow<Title> = flowOf(Title("Lake"))

    @SignedResource
    fun state(): StateFlow<String> = MutableStateFlow("/lake.jpg")

    companion object {

        @SignedResource
        fun companion(): String = "/lake.jpg"
    }
}

object Archive {

    @SignedResource
    fun archived(): String = "/lake.jpg"
}

@SignedResource
fun topLevel(): String = "/lake.jpg"
