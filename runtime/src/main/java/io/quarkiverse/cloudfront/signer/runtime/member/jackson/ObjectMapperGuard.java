package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;

import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;

/**
 * Guards the serializers of each {@code ObjectMapper} that the application or Quarkus creates. Other mappers must not write
 * signed fields.
 */
@GuardsSerializers
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class ObjectMapperGuard {

    private final Instance<WriteContexts> contexts;

    /**
     * @param contexts looked up later, because mappers may be created before there is a run-time configuration
     */
    ObjectMapperGuard(Instance<WriteContexts> contexts) {
        this.contexts = contexts;
    }

    @AroundInvoke
    Object guard(InvocationContext context) throws Exception {
        Object made = context.proceed();
        if (made instanceof ObjectMapper mapper) {
            SerializerProvider provider = mapper.getSerializerProvider();
            if (provider.getClass() == DefaultSerializerProvider.Impl.class) {
                mapper.setSerializerProvider(new GuardedSerializerProvider((DefaultSerializerProvider) provider,
                        new SerializerGuard(contexts)));
            }
        }
        return made;
    }
}
