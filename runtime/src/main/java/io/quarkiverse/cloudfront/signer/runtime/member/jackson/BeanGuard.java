package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.ObjectIdGenerator;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.introspect.ObjectIdInfo;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializer;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.ser.impl.PropertyBasedObjectIdGenerator;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;

import io.quarkiverse.cloudfront.signer.runtime.member.SignedAccessors;

/**
 * Checks that one of Jackson's serializers only reads signed fields in order to sign them. Inspects the serializers of the
 * actual fields and getters, because annotations can be overridden and ignored.
 */
record BeanGuard(Class<?> bean, SignedAccessors accessors) {

    private static final String JACKSON = "com.fasterxml.jackson.";

    static boolean isJacksons(Object part) {
        return part.getClass().getName().startsWith(JACKSON);
    }

    boolean writesProperties(BeanDescription description, BeanSerializerBase serializer) {
        if (!isJacksons(serializer) || readsOtherwise(description)) {
            return false;
        }
        for (Iterator<PropertyWriter> properties = serializer.properties(); properties.hasNext();) {
            PropertyWriter property = properties.next();
            if (!isJacksons(property) || !isGood(property)) {
                return false;
            }
        }
        return hasGoodId(serializer);
    }

    private boolean isGood(PropertyWriter property) {
        if (!(property instanceof BeanPropertyWriter writer)) {
            return false;
        }
        return (!isSigned(property) || signsOrRefuses(writer.getSerializer())) && !isForeign(writer.getTypeSerializer())
                && !isForeign(handler(writer.getType())) && !isForeign(handler(writer.getSerializationType()));
    }

    private static @Nullable TypeSerializer handler(JavaType type) {
        return type == null || type.getContentType() == null ? null : type.getContentType().getTypeHandler();
    }

    private boolean isSigned(PropertyWriter property) {
        return isSigned(property.getMember());
    }

    boolean isSigned(AnnotatedMember member) {
        return member != null && member.getMember() != null && accessors.contains(bean, member.getMember());
    }

    private static boolean signsOrRefuses(JsonSerializer<?> serializer) {
        return serializer instanceof JacksonMemberSerializer || serializer instanceof RefusingSerializer;
    }

    /**
     * Whether Jackson writes a signed field as additional properties, or as the name of the type.
     */
    private boolean readsOtherwise(BeanDescription description) {
        if (isSigned(description.findAnyGetter())) {
            return true;
        }
        for (BeanPropertyDefinition property : description.findProperties()) {
            if (property.isTypeId() && isSigned(property.getAccessor())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a type serializer gets objects and does not belong to Jackson.
     */
    static boolean isForeign(@Nullable TypeSerializer types) {
        if (types == null) {
            return false;
        }
        TypeIdResolver ids = types.getTypeIdResolver();
        return !isJacksons(types) || ids != null && !isJacksons(ids);
    }

    /**
     * Whether a second reference to an object is not written as a signed field.
     */
    boolean hasGoodId(BeanSerializerBase serializer) {
        ObjectIdGenerator<?> generator = serializer.usesObjectId() ? new Parts(serializer).generator() : null;
        if (generator == null) {
            return true;
        } else if (!isJacksons(generator)) {
            return false;
        } else if (!(generator instanceof ObjectIdGenerators.PropertyGenerator)) {
            return true;
        }
        ObjectIdInfo scope = new ObjectIdInfo(PropertyName.NO_NAME, generator.getScope(), null, null);
        for (Iterator<PropertyWriter> properties = serializer.properties(); properties.hasNext();) {
            PropertyWriter property = properties.next();
            if (property instanceof BeanPropertyWriter writer
                    && new PropertyBasedObjectIdGenerator(scope, writer).canUseFor(generator)) {
                return !isSigned(property);
            }
        }
        return false;
    }

    /**
     * A copy that can access the serializer's protected parts.
     */
    private static final class Parts extends BeanSerializer {

        private static final long serialVersionUID = 1L;

        private Parts(BeanSerializerBase serializer) {
            super(serializer);
        }

        private ObjectIdGenerator<?> generator() {
            return _objectIdWriter.generator;
        }
    }
}
