package io.quarkiverse.cloudfront.signer.kotlin

import com.fasterxml.jackson.annotation.JsonTypeInfo
import io.quarkiverse.cloudfront.signer.SignedResource
import java.net.URI

const val LAKE = "/albums/alps/lake.jpg"
const val SNOW = "/albums/alps/snow.jpg"

@JvmInline
value class PictureUrl(val value: String)

data class Picture(val title: String, @field:SignedResource val url: String)

data class NullablePicture(@SignedResource val url: String?, @get:SignedResource val thumbnail: URI? = null)

@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed class Medium {

    data class Still(@SignedResource val url: String) : Medium()

    data object Nothing : Medium()
}
