package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.Set;

import org.jboss.jandex.DotName;

/**
 * The names of annotations and types of JSON libraries that affect how a field is written. The libraries are not required.
 */
final class JsonNames {

    private static final String JACKSON = "com.fasterxml.jackson.annotation.";
    private static final String JSON_B = "jakarta.json.bind.";

    static final DotName JSON_IGNORE = DotName.createSimple(JACKSON + "JsonIgnore");
    static final DotName JSON_ANY_GETTER = DotName.createSimple(JACKSON + "JsonAnyGetter");
    static final DotName JSONB_TYPE_SERIALIZER = DotName.createSimple(JSON_B + "annotation.JsonbTypeSerializer");
    static final DotName JSONB_TYPE_ADAPTER = DotName.createSimple(JSON_B + "annotation.JsonbTypeAdapter");
    static final DotName JSONB_TYPE_DESERIALIZER = DotName.createSimple(JSON_B + "annotation.JsonbTypeDeserializer");

    /** Annotations with which a JSON library writes a field or method, regardless of its visibility. */
    static final Set<DotName> EXPLICIT = Set.of(DotName.createSimple(JACKSON + "JsonProperty"),
            DotName.createSimple(JACKSON + "JsonGetter"), DotName.createSimple(JACKSON + "JsonValue"),
            DotName.createSimple(JACKSON + "JsonView"), DotName.createSimple(JACKSON + "JsonFormat"),
            DotName.createSimple("com.fasterxml.jackson.databind.annotation.JsonSerialize"),
            DotName.createSimple(JSON_B + "annotation.JsonbProperty"));

    private JsonNames() {
    }
}
