package io.quarkiverse.cloudfront.signer.runtime.user;

import java.util.HashMap;
import java.util.Map;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.jspecify.annotations.Nullable;

/**
 * Converts claims from Jakarta JSON, which only this class uses, because applications without tokens might not have it.
 */
final class JsonClaims {

    private JsonClaims() {
    }

    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof JsonString string) {
            return string.getString();
        } else if (value instanceof JsonNumber number) {
            return number.isIntegral() ? number.bigIntegerValueExact() : number.bigDecimalValue();
        } else if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        } else if (value instanceof JsonObject object) {
            Map<String, Object> plain = new HashMap<>();
            object.forEach((name, inner) -> plain.put(name, plain(inner)));
            return plain;
        }
        return value == JsonValue.NULL ? null : value;
    }
}
