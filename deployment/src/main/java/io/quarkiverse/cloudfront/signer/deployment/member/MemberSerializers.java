package io.quarkiverse.cloudfront.signer.deployment.member;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * The class names of a field's serializers, for the annotations on its accessors.
 *
 * @param jackson null for none
 * @param jsonb null for none
 */
record MemberSerializers(@Nullable String jackson, @Nullable String jsonb) {

    static String key(Member.Accessor accessor) {
        return accessor.isField() ? accessor.name() : key(accessor.name(), accessor.method().descriptor());
    }

    static String key(String method, String descriptor) {
        return method + descriptor;
    }

    Type jacksonType() {
        return type(Objects.requireNonNull(jackson));
    }

    Type jsonbType() {
        return type(Objects.requireNonNull(jsonb));
    }

    private static Type type(String name) {
        return Type.getObjectType(name.replace('.', '/'));
    }
}
