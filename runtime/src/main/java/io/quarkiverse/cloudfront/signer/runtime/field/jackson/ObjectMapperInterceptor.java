package io.quarkiverse.cloudfront.signer.runtime.field.jackson;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldStep;

/**
 * Makes the application's {@code ObjectMapper} sign fields, whether Quarkus or the application creates it.
 */
@FieldStep(FieldStep.Kind.MAPPER)
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class ObjectMapperInterceptor {

    private final Instance<FieldBodies> bodies;

    /**
     * @param bodies the bodies, which are looked up later because mappers may be created before there is a run-time
     *        configuration
     */
    ObjectMapperInterceptor(Instance<FieldBodies> bodies) {
        this.bodies = bodies;
    }

    @AroundInvoke
    @Nullable
    Object extend(InvocationContext context) throws Exception {
        Object made = context.proceed();
        return made instanceof ObjectMapper mapper ? mapper.registerModule(new SignedFieldsModule(bodies)) : made;
    }
}
