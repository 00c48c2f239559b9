package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.interceptor.InterceptorBinding;

/**
 * Binds the guards to the methods that create an {@code ObjectMapper} or a {@code Jsonb}, in applications with signed fields.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface GuardsSerializers {
}
