package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.interceptor.InterceptorBinding;

/**
 * Binds {@link ObjectMapperInterceptor} to the methods that give the application its {@code ObjectMapper}, in applications with
 * signed fields.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface SignsFields {
}
