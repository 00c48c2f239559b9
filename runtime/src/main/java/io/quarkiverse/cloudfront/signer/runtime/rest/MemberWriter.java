package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.json.MemberFailure;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.DataObjects;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.MemberSession;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.UnknownWriter;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.Writing;

/**
 * Lets go of a body only when all of its members are signed: what has left cannot be taken back, and a viewer who got the half
 * of it would not be told why.
 */
@WritesMembers
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class MemberWriter {

    private final Instance<DataObjects> instance;

    /**
     * @param instance looked up later, as writers are made when there is no run-time configuration yet
     */
    MemberWriter(Instance<DataObjects> instance) {
        this.instance = instance;
    }

    @AroundInvoke
    Object write(InvocationContext context) throws Exception {
        DataObjects dataObjects = instance.get();
        Object[] parameters = context.getParameters();
        Object last = parameters[parameters.length - 1];
        MemberSession session = last instanceof ResteasyReactiveRequestContext request ? QuarkusRestBridge.kept(request)
                : dataObjects.session();
        Writing writing = new Writing(session);
        Writing before = dataObjects.begin(writing);
        try {
            if (session == null) {
                return context.proceed();
            } else if (last instanceof ResteasyReactiveRequestContext request) {
                writeResponse(context, request, writing, dataObjects);
            } else {
                writeTo(context, parameters, writing, dataObjects);
            }
            return null;
        } catch (Exception e) {
            throw writing.failure() == null ? e : failure(writing.failure(), last);
        } finally {
            dataObjects.resume(before);
        }
    }

    /**
     * What fails when an error is answered Quarkus REST maps to nothing else, and logs only if it is not an I/O error.
     */
    static Exception failure(RuntimeException reason, Object target) {
        ResteasyReactiveRequestContext request = target instanceof ResteasyReactiveRequestContext known ? known
                : QuarkusRestBridge.current();
        return request != null && request.getThrowable() != null ? reason : new MemberFailure(reason);
    }

    private static void writeResponse(InvocationContext context, ResteasyReactiveRequestContext request, Writing writing,
            DataObjects dataObjects) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        request.setOutputStream(body);
        try {
            context.proceed();
            check(context, body, writing, dataObjects);
        } finally {
            request.setOutputStream(null);
        }
        OutputStream response = request.getOrCreateOutputStream();
        body.writeTo(response);
        response.close();
    }

    static void writeTo(InvocationContext context, Object[] parameters, Writing writing, DataObjects dataObjects)
            throws Exception {
        OutputStream target = (OutputStream) parameters[parameters.length - 1];
        // also if the target is a buffer: an interceptor of the application may send what is in there after a failure
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parameters[parameters.length - 1] = body;
        context.setParameters(parameters);
        context.proceed();
        check(context, body, writing, dataObjects);
        body.writeTo(target);
    }

    /**
     * What no JSON library wrote that is watched over must not have signed fields.
     */
    private static void check(InvocationContext context, ByteArrayOutputStream body, Writing writing, DataObjects dataObjects) {
        Object entity = context.getParameters()[0];
        if (writing.failure() != null) {
            throw writing.failure();
        } else if (!writing.isGuarded(entity) || !writing.isIn(() -> body.toString(StandardCharsets.UTF_8))) {
            refuseUnknown(entity, context.getMethod().getDeclaringClass(), writing, dataObjects);
        }
    }

    static void refuseUnknown(Object entity, Class<?> writer, Writing writing, DataObjects dataObjects) {
        Class<?> signed = dataObjects.search().find(entity);
        if (signed != null) {
            CloudFrontSignerException failure = UnknownWriter.failure(signed, entity.getClass(), writer);
            writing.failed(failure);
            throw failure;
        }
    }
}
