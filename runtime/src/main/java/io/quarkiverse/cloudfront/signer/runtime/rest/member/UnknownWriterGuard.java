package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import java.io.OutputStream;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.member.MemberSigner;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContext;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;

/**
 * Only lets other writers than Quarkus's write objects with signed fields if they pass them to a guarded JSON library.
 */
@CustomWriterBinding
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class UnknownWriterGuard {

    private final Instance<WriteContexts> instance;

    /**
     * @param instance looked up later, because writers are created before there is a run-time configuration
     */
    UnknownWriterGuard(Instance<WriteContexts> instance) {
        this.instance = instance;
    }

    @AroundInvoke
    @Nullable
    Object write(InvocationContext context) throws Exception {
        WriteContexts contexts = instance.get();
        Object[] parameters = context.getParameters();
        if (parameters[0] == null || !contexts.registry().search().mayFind(parameters[0].getClass())) {
            return context.proceed();
        }
        Object last = parameters[parameters.length - 1];
        MemberSigner signer = last instanceof ResteasyReactiveRequestContext request ? CurrentMemberSigner.of(request)
                : contexts.signer();
        WriteContext writeContext = new WriteContext(signer);
        writeContext.watch();
        WriteContext before = contexts.begin(writeContext);
        try {
            return write(context, parameters, writeContext, contexts);
        } catch (Exception e) {
            throw writeContext.failure() == null ? e : MemberWriter.failure(writeContext.failure(), last);
        } finally {
            contexts.resume(before);
        }
    }

    private static @Nullable Object write(InvocationContext context, Object[] parameters, WriteContext writeContext,
            WriteContexts contexts)
            throws Exception {
        if (parameters[parameters.length - 1] instanceof OutputStream) {
            MemberWriter.writeTo(context, parameters, writeContext, contexts);
            return null;
        }
        // it may write directly to the response
        MemberWriter.refuseUnknown(parameters[0], context.getMethod().getDeclaringClass(), writeContext, contexts);
        return context.proceed();
    }
}
