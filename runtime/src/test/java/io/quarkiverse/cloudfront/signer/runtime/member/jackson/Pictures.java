package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.annotation.JsonTypeIdResolver;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;

/**
 * Objects that Jackson writes in different ways. One class has a signed field.
 */
final class Pictures {

    private Pictures() {
    }

    /** As the build creates one for each signed field. */
    static final class UrlSerializer extends JacksonMemberSerializer {

        UrlSerializer() {
            super(0);
        }
    }

    interface Titled {
    }

    static class Picture implements Titled {

        @JsonProperty
        @JsonSerialize(using = UrlSerializer.class)
        String url = "/a.jpg";

        @Override
        public String toString() {
            return url;
        }
    }

    static final class Painting extends Picture {
    }

    static final class Unwrapping {

        @JsonUnwrapped
        @JsonProperty
        Picture picture = new Picture();
    }

    record Holder(Object held) {
    }

    record Valued(Picture picture) {

        @JsonValue
        String text() {
            return picture.url;
        }
    }

    record ByText(@JsonSerialize(using = ToStringSerializer.class) Picture picture) {
    }

    static final class ToText extends StdConverter<Picture, String> {

        @Override
        public String convert(Picture picture) {
            return picture.url;
        }
    }

    record Converted(@JsonSerialize(converter = ToText.class) Picture picture) {
    }

    record ByItself(Picture picture) implements JsonSerializable {

        @Override
        public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(picture.url);
        }

        @Override
        public void serializeWithType(JsonGenerator generator, SerializerProvider provider, TypeSerializer types)
                throws IOException {
            serialize(generator, provider);
        }
    }

    static final class UrlAsName extends TypeIdResolverBase {

        @Override
        public String idFromValue(Object value) {
            return value.toString();
        }

        @Override
        public String idFromValueAndType(Object value, Class<?> type) {
            return value.toString();
        }

        @Override
        public JsonTypeInfo.Id getMechanism() {
            return JsonTypeInfo.Id.CUSTOM;
        }

        @Override
        public JavaType typeFromId(DatabindContext context, String id) {
            throw new UnsupportedOperationException();
        }
    }

    record NamedByApplication(
            @JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM) @JsonTypeIdResolver(UrlAsName.class) Picture picture) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM)
    @JsonTypeIdResolver(UrlAsName.class)
    static final class NamedByItself extends Picture {
    }

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "url")
    static final class IdentifiedByUrl extends Picture {
    }

    static final class Written extends StdSerializer<Object> {

        Written() {
            super(Object.class);
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.toString());
        }
    }

    /** Has a name like those of classes that Quarkus generates. */
    static final class quarkusjacksonserializer extends StdSerializer<Picture> {

        quarkusjacksonserializer() {
            super(Picture.class);
        }

        @Override
        public void serialize(Picture value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(value.url);
        }
    }
}
