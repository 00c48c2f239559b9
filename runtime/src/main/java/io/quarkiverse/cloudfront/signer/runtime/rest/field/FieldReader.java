package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldStep;

/**
 * Refuses a request whose body has a signed URL in a signed field. If the application stored this URL, it could not be signed
 * again, and each response that contains it would fail.
 */
@FieldStep(FieldStep.Kind.READ)
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FieldReader {

    private final Instance<FieldBodies> instance;

    /**
     * @param instance the bodies, which are looked up later because readers are created before there is a run-time
     *        configuration
     */
    FieldReader(Instance<FieldBodies> instance) {
        this.instance = instance;
    }

    @AroundInvoke
    @Nullable
    Object read(InvocationContext context) throws Exception {
        FieldBodies bodies = instance.get();
        Boolean before = bodies.beginReading(true);
        try {
            return context.proceed();
        } catch (Exception e) {
            FieldFailure refusal = refusal(e);
            throw refusal == null ? e
                    : new WebApplicationException(refusal.getMessage(), Response.status(Response.Status.BAD_REQUEST)
                            .type(MediaType.TEXT_PLAIN_TYPE).entity(refusal.getMessage()).build());
        } finally {
            bodies.beginReading(before);
        }
    }

    /**
     * Finds the refusal among the causes, because JSON-B wraps it.
     */
    private static @Nullable FieldFailure refusal(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof FieldFailure refusal) {
                return refusal;
            }
        }
        return null;
    }
}
