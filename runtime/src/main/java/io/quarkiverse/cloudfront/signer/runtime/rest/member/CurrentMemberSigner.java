package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import java.lang.reflect.Method;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.member.MemberSigner;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.CurrentRequest;

/**
 * The signer of the fields in the current request's response.
 */
public final class CurrentMemberSigner {

    private static final String KEPT = MemberSigner.class.getName();

    private CurrentMemberSigner() {
    }

    public static void keep(MemberSigner signer, Method method) {
        ResteasyReactiveRequestContext request = CurrentRequest.get();
        if (request != null && (request.getProperty(KEPT) == null || CurrentRequest.isNamedAs(method, request))) {
            request.setProperty(KEPT, signer);
        }
    }

    /**
     * @return null if there is none, or for an error response
     */
    public static @Nullable MemberSigner of(ResteasyReactiveRequestContext request) {
        return request.getThrowable() == null ? (MemberSigner) request.getProperty(KEPT) : null;
    }
}
