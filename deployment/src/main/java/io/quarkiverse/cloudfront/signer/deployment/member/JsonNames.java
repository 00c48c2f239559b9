package io.quarkiverse.cloudfront.signer.deployment.member;

import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;

/**
 * The names of annotations and types of JSON libraries that affect how a field is written. The libraries are not required.
 */
final class JsonNames {

    private static final String JACKSON = "com.fasterxml.jackson.annotation.";
    private static final String DATABIND = "com.fasterxml.jackson.databind.";
    private static final String JSON_B = "jakarta.json.bind.";

    static final DotName JSON_SERIALIZE = DotName.createSimple(DATABIND + "annotation.JsonSerialize");
    static final DotName JSON_IGNORE = DotName.createSimple(JACKSON + "JsonIgnore");
    static final DotName JSON_IDENTITY_INFO = DotName.createSimple(JACKSON + "JsonIdentityInfo");
    static final DotName JSONB_TYPE_SERIALIZER = DotName.createSimple(JSON_B + "annotation.JsonbTypeSerializer");
    static final DotName JSONB_TYPE_ADAPTER = DotName.createSimple(JSON_B + "annotation.JsonbTypeAdapter");

    /** Annotations with which Jackson writes a field or method, regardless of its visibility. */
    static final Set<DotName> EXPLICIT = Set.of(DotName.createSimple(JACKSON + "JsonProperty"),
            DotName.createSimple(JACKSON + "JsonGetter"), DotName.createSimple(JACKSON + "JsonValue"),
            DotName.createSimple(JACKSON + "JsonView"), DotName.createSimple(JACKSON + "JsonFormat"), JSON_SERIALIZE,
            DotName.createSimple(JSON_B + "annotation.JsonbProperty"));

    /** Annotations with which a field is written without its serializer. */
    static final List<DotName> BYPASSES = List.of(DotName.createSimple(JACKSON + "JsonRawValue"),
            DotName.createSimple(JACKSON + "JsonAnyGetter"), DotName.createSimple(JACKSON + "JsonKey"),
            DotName.createSimple(JACKSON + "JsonTypeId"), JSONB_TYPE_SERIALIZER, JSONB_TYPE_ADAPTER);

    /** The elements of {@link #JSON_SERIALIZE} that replace a serializer. */
    static final List<String> REPLACING = List.of("using", "contentUsing", "converter", "contentConverter");

    /** The elements of {@link #JSON_SERIALIZE} with which an object is written as if it had another class. */
    static final List<String> NARROWING = List.of("as", "contentAs", "keyAs");

    /** The types that applications extend to write a class with custom code. */
    static final List<DotName> SERIALIZERS = List.of(DotName.createSimple(DATABIND + "JsonSerializer"),
            DotName.createSimple(DATABIND + "ser.std.StdSerializer"),
            DotName.createSimple(DATABIND + "ser.std.StdScalarSerializer"),
            DotName.createSimple(DATABIND + "util.StdConverter"), DotName.createSimple(DATABIND + "util.Converter"),
            DotName.createSimple(JSON_B + "serializer.JsonbSerializer"),
            DotName.createSimple(JSON_B + "adapter.JsonbAdapter"));

    private JsonNames() {
    }
}
