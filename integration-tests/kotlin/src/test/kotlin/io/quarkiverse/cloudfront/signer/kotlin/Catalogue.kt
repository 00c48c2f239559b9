package io.quarkiverse.cloudfront.signer.kotlin

import io.quarkiverse.cloudfront.signer.SignedResource
import jakarta.enterprise.context.ApplicationScoped
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.withContext

interface Catalogue<T> {

    @SignedResource
    suspend fun all(): T

    @SignedResource
    fun cover(): String = LAKE
}

@ApplicationScoped
class AlpineCatalogue : Catalogue<List<String>> {

    override suspend fun all(): List<String> = withContext(Dispatchers.IO) { listOf(LAKE, SNOW) }

    @SignedResource
    fun pictures(): Flow<String> = flow {
        delay(1)
        emit(LAKE)
        delay(1)
        emit(SNOW)
    }

    @SignedResource(resource = "/albums/{album}/*")
    suspend fun granted(album: String): String {
        delay(1)
        return LAKE
    }
}
