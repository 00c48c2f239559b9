package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldBodies;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldFailure;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldStep;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldWrite;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.CurrentRequest;

/**
 * Signs the fields of a response while any writer of Quarkus, or of the application, writes its body. The body is buffered,
 * because a failure after the start of the response would leave the viewer with half of it.
 */
@FieldStep(FieldStep.Kind.WRITE)
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FieldWriter {

    private static final byte QUOTE = '"';

    private final Instance<FieldBodies> instance;

    /**
     * @param instance the bodies, which are looked up later because writers are created before there is a run-time
     *        configuration
     */
    FieldWriter(Instance<FieldBodies> instance) {
        this.instance = instance;
    }

    @AroundInvoke
    @Nullable
    Object write(InvocationContext context) throws Exception {
        FieldBodies bodies = instance.get();
        Object[] parameters = context.getParameters();
        Object last = parameters[parameters.length - 1];
        FieldSigner signer = last instanceof ResteasyReactiveRequestContext request ? CurrentFieldSigner.of(request)
                : bodies.signer(parameters[0], context.getTarget() instanceof ServerMessageBodyWriter);
        if (signer == null) {
            return context.proceed();
        }
        FieldWrite write = new FieldWrite(signer);
        FieldWrite before = bodies.begin(write);
        try {
            if (last instanceof ResteasyReactiveRequestContext request) {
                writeResponse(context, request, write);
            } else {
                writeTo(context, parameters, write);
            }
            return null;
        } catch (Exception e) {
            throw write.failure() == null ? e : failure(write.failure(), last);
        } finally {
            bodies.begin(before);
        }
    }

    /**
     * The failure to throw. In an error response, it is not an I/O error, because Quarkus REST does not map failures of error
     * responses again, and does not log I/O errors.
     */
    private static Exception failure(RuntimeException reason, Object target) {
        ResteasyReactiveRequestContext request = target instanceof ResteasyReactiveRequestContext known ? known
                : CurrentRequest.get();
        return request != null && request.getThrowable() != null ? reason : new FieldFailure(reason);
    }

    /**
     * Sends the body in one piece, with its length. A pooled buffer can grow without leaving its former content as garbage.
     */
    private static void writeResponse(InvocationContext context, ResteasyReactiveRequestContext request, FieldWrite write)
            throws Exception {
        ByteBuf body = PooledByteBufAllocator.DEFAULT.heapBuffer();
        try {
            request.setOutputStream(new ByteBufOutputStream(body));
            context.proceed();
            if (!request.serverResponse().headWritten()) {
                write.check(context.getParameters()[0], () -> body.indexOf(body.readerIndex(), body.writerIndex(), QUOTE) >= 0);
                request.serverResponse().end(ByteBufUtil.getBytes(body));
            }
        } finally {
            request.setOutputStream(null);
            body.release();
        }
    }

    private static void writeTo(InvocationContext context, Object[] parameters, FieldWrite write) throws Exception {
        OutputStream target = (OutputStream) parameters[parameters.length - 1];
        // even if the target is a buffer, because an interceptor of the application may send its content after a failure
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parameters[parameters.length - 1] = body;
        context.setParameters(parameters);
        context.proceed();
        write.check(parameters[0], () -> body.toString(StandardCharsets.UTF_8).indexOf(QUOTE) >= 0);
        body.writeTo(target);
    }
}
