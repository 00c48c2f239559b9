package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.util.Locale;

import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes JSON, in which fields are signed.
 */
public final class JsonMediaType {

    private JsonMediaType() {
    }

    public static boolean is(@Nullable MediaType type) {
        return type != null && type.getSubtype().toLowerCase(Locale.ROOT).contains("json");
    }
}
