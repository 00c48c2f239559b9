package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.interceptor.InterceptorBinding;

/**
 * Binds {@link UnknownWriterGuard} to all body writers except Quarkus's own JSON writers, in applications with signed fields.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface CustomWriterBinding {
}
