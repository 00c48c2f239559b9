package io.quarkiverse.cloudfront.signer.deployment.field;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Set;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;

/**
 * Recognizes the properties of JSON libraries, and the annotations that affect how they are written. The libraries are not
 * required.
 */
final class JsonProperties {

    private static final String JACKSON = "com.fasterxml.jackson.annotation.";
    private static final String JSON_B = "jakarta.json.bind.";

    static final DotName JSON_IGNORE = DotName.createSimple(JACKSON + "JsonIgnore");
    static final DotName JSON_ANY_GETTER = DotName.createSimple(JACKSON + "JsonAnyGetter");
    static final DotName JSONB_TYPE_SERIALIZER = DotName.createSimple(JSON_B + "annotation.JsonbTypeSerializer");
    static final DotName JSONB_TYPE_ADAPTER = DotName.createSimple(JSON_B + "annotation.JsonbTypeAdapter");
    static final DotName JSONB_TYPE_DESERIALIZER = DotName.createSimple(JSON_B + "annotation.JsonbTypeDeserializer");

    /** Annotations that make a JSON library write a field or method, regardless of its visibility. */
    static final Set<DotName> EXPLICIT = DotNames.of(JACKSON + "JsonProperty", JACKSON + "JsonGetter",
            JACKSON + "JsonValue", JACKSON + "JsonView", JACKSON + "JsonFormat",
            "com.fasterxml.jackson.databind.annotation.JsonSerialize", JSON_B + "annotation.JsonbProperty");

    private JsonProperties() {
    }

    /**
     * The name of the property that the method reads.
     *
     * @param below the classes that inherit the method, some of which may be records
     */
    static @Nullable String name(MethodInfo method, Collection<ClassInfo> below) {
        if (method.parametersCount() > 0 || method.returnType().kind() == Type.Kind.VOID || method.isConstructor()) {
            return null;
        }
        String name = method.name();
        if (isComponent(method.declaringClass(), name) || below.stream().anyMatch(type -> isComponent(type, name))) {
            return name;
        } else if (name.startsWith("get") && name.length() > 3 && !name.equals("getClass")) {
            return decapitalized(name.substring(3));
        } else if (name.startsWith("is") && name.length() > 2) {
            return decapitalized(name.substring(2));
        }
        return isExplicit(method) ? name : null;
    }

    private static boolean isComponent(ClassInfo type, String name) {
        return type.isRecord() && type.recordComponent(name) != null;
    }

    private static String decapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /**
     * Whether JSON libraries write a property unless it is ignored, because it is public, a record component, or annotated.
     */
    static boolean isWritten(AnnotationTarget target) {
        int flags = target.kind() == AnnotationTarget.Kind.FIELD ? target.asField().flags() : target.asMethod().flags();
        boolean isTransient = target.kind() == AnnotationTarget.Kind.FIELD && Modifier.isTransient(flags);
        return Modifier.isPublic(flags) && !isTransient || isExplicit(target);
    }

    private static boolean isExplicit(AnnotationTarget target) {
        return EXPLICIT.stream().anyMatch(target::hasDeclaredAnnotation);
    }
}
