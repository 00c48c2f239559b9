package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.io.OutputStream;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.runtime.rewrite.DataObjects;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.MemberSession;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.Writing;

/**
 * Lets writers that are not Quarkus's own write objects with signed fields only if they hand them to a JSON library that is
 * watched over.
 */
@WritesByHand
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class UnknownWriterGuard {

    private final Instance<DataObjects> instance;

    /**
     * @param instance looked up later, because writers are made when there is no run-time configuration yet
     */
    UnknownWriterGuard(Instance<DataObjects> instance) {
        this.instance = instance;
    }

    @AroundInvoke
    Object write(InvocationContext context) throws Exception {
        DataObjects dataObjects = instance.get();
        Object[] parameters = context.getParameters();
        if (parameters[0] == null || !dataObjects.search().mayFind(parameters[0].getClass())) {
            return context.proceed();
        }
        Object last = parameters[parameters.length - 1];
        MemberSession session = last instanceof ResteasyReactiveRequestContext request ? QuarkusRestBridge.kept(request)
                : dataObjects.session();
        Writing writing = new Writing(session);
        writing.watch();
        Writing before = dataObjects.begin(writing);
        try {
            return write(context, parameters, writing, dataObjects);
        } catch (Exception e) {
            throw writing.failure() == null ? e : MemberWriter.failure(writing.failure(), last);
        } finally {
            dataObjects.resume(before);
        }
    }

    private static Object write(InvocationContext context, Object[] parameters, Writing writing, DataObjects dataObjects)
            throws Exception {
        if (parameters[parameters.length - 1] instanceof OutputStream) {
            MemberWriter.writeTo(context, parameters, writing, dataObjects);
            return null;
        }
        // it may write to the response itself
        MemberWriter.refuseUnknown(parameters[0], context.getMethod().getDeclaringClass(), writing, dataObjects);
        return context.proceed();
    }
}
