package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.Base64;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * An encoded token. The authentication of the user has already verified it.
 */
final class EncodedJwt {

    private EncodedJwt() {
    }

    /**
     * @return null if it is opaque or encrypted
     */
    static @Nullable Map<String, Object> claims(@Nullable String token) {
        String[] parts = token == null ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[1]))).getMap();
        } catch (IllegalArgumentException | DecodeException e) {
            return null;
        }
    }
}
