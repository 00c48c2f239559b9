package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.member.MemberSigner;
import io.quarkiverse.cloudfront.signer.runtime.member.UnknownWriterFailure;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContext;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkiverse.cloudfront.signer.runtime.member.json.MemberFailure;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.CurrentRequest;

/**
 * Buffers a body until all its fields are signed, because a failure after the start of the response would leave the viewer with
 * half of it.
 */
@MemberWriterBinding
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class MemberWriter {

    private final Instance<WriteContexts> instance;

    /**
     * @param instance looked up later, because writers are created before there is a run-time configuration
     */
    MemberWriter(Instance<WriteContexts> instance) {
        this.instance = instance;
    }

    @AroundInvoke
    @Nullable
    Object write(InvocationContext context) throws Exception {
        WriteContexts contexts = instance.get();
        Object[] parameters = context.getParameters();
        Object last = parameters[parameters.length - 1];
        MemberSigner signer = last instanceof ResteasyReactiveRequestContext request ? CurrentMemberSigner.of(request)
                : contexts.signer();
        WriteContext writeContext = new WriteContext(signer);
        WriteContext before = contexts.begin(writeContext);
        try {
            if (signer == null) {
                return context.proceed();
            } else if (last instanceof ResteasyReactiveRequestContext request) {
                writeResponse(context, request, writeContext, contexts);
            } else {
                writeTo(context, parameters, writeContext, contexts);
            }
            return null;
        } catch (Exception e) {
            throw writeContext.failure() == null ? e : failure(writeContext.failure(), last);
        } finally {
            contexts.resume(before);
        }
    }

    /**
     * Quarkus REST does not map failures of error responses again, and only logs them if they are not I/O errors.
     */
    static Exception failure(RuntimeException reason, Object target) {
        ResteasyReactiveRequestContext request = target instanceof ResteasyReactiveRequestContext known ? known
                : CurrentRequest.get();
        return request != null && request.getThrowable() != null ? reason : new MemberFailure(reason);
    }

    /**
     * Sends the body in one piece, with its length. A pooled buffer can grow without leaving its former content as garbage.
     */
    private static void writeResponse(InvocationContext context, ResteasyReactiveRequestContext request,
            WriteContext writeContext, WriteContexts contexts) throws Exception {
        ByteBuf body = PooledByteBufAllocator.DEFAULT.heapBuffer();
        try {
            request.setOutputStream(new ByteBufOutputStream(body));
            context.proceed();
            check(context, () -> body.toString(StandardCharsets.UTF_8), writeContext, contexts);
            request.serverResponse().end(ByteBufUtil.getBytes(body));
        } finally {
            request.setOutputStream(null);
            body.release();
        }
    }

    static void writeTo(InvocationContext context, Object[] parameters, WriteContext writeContext, WriteContexts contexts)
            throws Exception {
        OutputStream target = (OutputStream) parameters[parameters.length - 1];
        // also if the target is a buffer, because an interceptor of the application may send its content after a failure
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parameters[parameters.length - 1] = body;
        context.setParameters(parameters);
        context.proceed();
        check(context, () -> body.toString(StandardCharsets.UTF_8), writeContext, contexts);
        body.writeTo(target);
    }

    /**
     * Values that no guarded JSON library wrote must not contain signed fields.
     */
    private static void check(InvocationContext context, Supplier<String> body, WriteContext writeContext,
            WriteContexts contexts) {
        Object entity = context.getParameters()[0];
        if (writeContext.failure() != null) {
            throw writeContext.failure();
        } else if (!writeContext.isGuarded(entity) || !writeContext.isIn(body)) {
            refuseUnknown(entity, context.getMethod().getDeclaringClass(), writeContext, contexts);
        }
    }

    static void refuseUnknown(Object entity, Class<?> writer, WriteContext writeContext, WriteContexts contexts) {
        Class<?> signed = contexts.registry().search().find(entity);
        if (signed != null) {
            CloudFrontSignerException failure = UnknownWriterFailure.failure(signed, entity.getClass(), writer);
            writeContext.failed(failure);
            throw failure;
        }
    }
}
