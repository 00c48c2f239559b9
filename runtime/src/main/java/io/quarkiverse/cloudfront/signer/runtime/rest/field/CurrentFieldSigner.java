package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import java.lang.reflect.Method;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.CurrentRequest;

/**
 * The signer of the fields in the current request's response.
 */
public final class CurrentFieldSigner {

    private static final String KEPT = FieldSigner.class.getName();

    private CurrentFieldSigner() {
    }

    public static void keep(FieldSigner signer, Method method) {
        ResteasyReactiveRequestContext request = CurrentRequest.get();
        if (request != null && (request.getProperty(KEPT) == null || CurrentRequest.isNamedAs(method, request))) {
            request.setProperty(KEPT, signer);
        }
    }

    /**
     * @return null if there is no signer, or if the response is an error
     */
    public static @Nullable FieldSigner of(ResteasyReactiveRequestContext request) {
        return request.getThrowable() == null ? (FieldSigner) request.getProperty(KEPT) : null;
    }
}
