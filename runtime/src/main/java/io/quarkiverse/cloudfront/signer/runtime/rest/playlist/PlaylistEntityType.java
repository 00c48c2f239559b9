package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;

import jakarta.ws.rs.core.StreamingOutput;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;

/**
 * The supported types of playlist entities, for the build and the runtime. By name, because the build also uses them for
 * applications without Jakarta REST.
 */
public enum PlaylistEntityType {

    TEXT("java.lang.String"),
    BYTES("[B"),
    BUFFER("io.vertx.core.buffer.Buffer"),
    STREAM("java.io.InputStream"),
    PATH("java.nio.file.Path"),
    FILE("java.io.File"),
    OUTPUT("jakarta.ws.rs.core.StreamingOutput");

    private final String declared;

    PlaylistEntityType(String declared) {
        this.declared = declared;
    }

    static @Nullable PlaylistEntityType of(Object entity) {
        if (entity instanceof String) {
            return TEXT;
        } else if (entity instanceof byte[]) {
            return BYTES;
        } else if (entity instanceof Buffer) {
            return BUFFER;
        } else if (entity instanceof InputStream) {
            return STREAM;
        } else if (entity instanceof Path) {
            return PATH;
        } else if (entity instanceof File) {
            return FILE;
        }
        return entity instanceof StreamingOutput ? OUTPUT : null;
    }

    /**
     * The name of the declared type.
     */
    public String declared() {
        return declared;
    }
}
