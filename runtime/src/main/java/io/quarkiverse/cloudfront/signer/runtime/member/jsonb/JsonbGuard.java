package io.quarkiverse.cloudfront.signer.runtime.member.jsonb;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;

import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkiverse.cloudfront.signer.runtime.member.jackson.GuardsSerializers;

/**
 * Guards the {@code Jsonb} that Quarkus creates from the {@code JsonbConfig} bean. Others must not write signed fields, because
 * their configuration is unknown.
 */
@GuardsSerializers
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class JsonbGuard {

    /** The class in Quarkus, which is not a dependency. A producer of the application may ignore the configuration. */
    private static final String PRODUCER = "io.quarkus.jsonb.JsonbProducer";

    private final Instance<WriteContexts> contexts;

    /**
     * @param contexts looked up later, because it may be created before there is a run-time configuration
     */
    JsonbGuard(Instance<WriteContexts> contexts) {
        this.contexts = contexts;
    }

    @AroundInvoke
    Object guard(InvocationContext context) throws Exception {
        Object made = context.proceed();
        if (made instanceof Jsonb jsonb && context.getMethod().getDeclaringClass().getName().equals(PRODUCER)) {
            for (Object parameter : context.getParameters()) {
                if (parameter instanceof JsonbConfig config) {
                    return new GuardedJsonb(jsonb, new JsonbSerializers(config), contexts);
                }
            }
        }
        return made;
    }
}
