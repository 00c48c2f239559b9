package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.Locale;

import jakarta.ws.rs.core.MediaType;

/**
 * Tells JSON, in which members are signed, from anything else.
 */
final class JsonMediaType {

    private JsonMediaType() {
    }

    static boolean is(MediaType type) {
        return type != null && type.getSubtype().toLowerCase(Locale.ROOT).contains("json");
    }
}
