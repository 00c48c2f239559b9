package io.quarkiverse.cloudfront.signer.runtime.field;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.interceptor.InterceptorBinding;

/**
 * Binds the interceptors that sign fields to methods of Quarkus and of the application, in applications with signed fields.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface FieldStep {

    enum Kind {
        /** Gives the application its {@code ObjectMapper}. */
        MAPPER,
        /** Reads the body of a request. */
        READ,
        /** Writes the body of a response. */
        WRITE
    }

    Kind value();
}
