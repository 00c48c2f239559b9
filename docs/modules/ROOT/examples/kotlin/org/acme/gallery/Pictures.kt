package org.acme.gallery

import jakarta.inject.Singleton
import jakarta.ws.rs.ForbiddenException
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow

@Singleton
class Pictures {

    suspend fun of(album: String): List<String> {
        delay(1)
        return listOf("/albums/$album/mirror-lake.jpg", "/albums/$album/first%20snow.jpg")
    }

    suspend fun cover(album: String): Photo? = of(album).firstOrNull()?.let { Photo("Mirror lake", it) }

    fun oneByOne(album: String): Flow<String> = flow { of(album).forEach { emit(it) } }

    suspend fun checkAccess(album: String) {
        delay(1)
        if (album == "closed") {
            throw ForbiddenException()
        }
    }
}
