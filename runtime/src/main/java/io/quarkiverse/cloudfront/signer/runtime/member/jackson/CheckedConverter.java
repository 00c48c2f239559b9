package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;

/**
 * A converter of the application, which must not get objects with signed fields.
 */
record CheckedConverter(Converter<Object, Object> converter, SerializerGuard guard) implements Converter<Object, Object> {

    @Override
    public Object convert(Object value) {
        if (value != null) {
            try {
                guard.check(value, converter);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return converter.convert(value);
    }

    @Override
    public JavaType getInputType(TypeFactory types) {
        return converter.getInputType(types);
    }

    @Override
    public JavaType getOutputType(TypeFactory types) {
        return converter.getOutputType(types);
    }
}
