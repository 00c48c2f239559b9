package io.quarkiverse.cloudfront.signer.runtime.json;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbConfig;

import io.quarkiverse.cloudfront.signer.runtime.rewrite.DataObjects;

/**
 * Watches over each {@code Jsonb} that is made of a {@code JsonbConfig} that can be seen. Others are not trusted with signed
 * fields.
 */
@GuardsSerializers
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class JsonbGuard {

    private final Instance<DataObjects> dataObjects;

    /**
     * @param dataObjects looked up later, because it may be made when there is no run-time configuration yet
     */
    JsonbGuard(Instance<DataObjects> dataObjects) {
        this.dataObjects = dataObjects;
    }

    @AroundInvoke
    Object guard(InvocationContext context) throws Exception {
        Object made = context.proceed();
        if (made instanceof Jsonb jsonb && !(made instanceof GuardedJsonb)) {
            for (Object parameter : context.getParameters()) {
                if (parameter instanceof JsonbConfig config) {
                    return new GuardedJsonb(jsonb, new JsonbSerializers(config), dataObjects);
                }
            }
        }
        return made;
    }
}
