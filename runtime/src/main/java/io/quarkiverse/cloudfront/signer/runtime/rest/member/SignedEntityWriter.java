package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import java.io.IOException;
import java.util.List;

import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.MessageBodyWriter;

import org.jboss.resteasy.reactive.common.core.Serialisers;
import org.jboss.resteasy.reactive.server.core.EncodedMediaType;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.ServerSerialisers;
import org.jboss.resteasy.reactive.server.core.serialization.EntityWriter;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataOutput;
import org.jboss.resteasy.reactive.server.multipart.PartItem;

import io.quarkiverse.cloudfront.signer.runtime.member.UnknownWriterFailure;
import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.Subclass;

/**
 * Writes an entity with signed fields, regardless of its media type and of filters that replaced it. Only uses writers that are
 * intercepted, and therefore guarded.
 */
public final class SignedEntityWriter implements EntityWriter {

    public static final SignedEntityWriter INSTANCE = new SignedEntityWriter();

    @Override
    public void write(ResteasyReactiveRequestContext request, Object entity) throws IOException {
        ServerSerialisers serialisers = request.getDeployment().getSerialisers();
        EncodedMediaType type = request.getResponseContentType();
        MediaType mediaType = type == null ? MediaType.APPLICATION_JSON_TYPE : type.getMediaType();
        List<MessageBodyWriter<?>> writers = serialisers.findWriters(null, entity.getClass(), mediaType, RuntimeType.SERVER);
        for (MessageBodyWriter<?> writer : writers) {
            check(request, entity, writer, mediaType);
            if (ServerSerialisers.invokeWriter(request, entity, writer, serialisers)) {
                return;
            }
        }
        throw new InternalServerErrorException("No MessageBodyWriter for " + entity.getClass().getName());
    }

    private static void check(ResteasyReactiveRequestContext request, Object entity, MessageBodyWriter<?> writer,
            MediaType mediaType) {
        if (!writer.isWriteable(entity.getClass(), request.getGenericReturnType(), request.getAllAnnotations(), mediaType)) {
            return;
        } else if (entity instanceof MultipartFormDataOutput form) {
            form.getAllFormData().values().forEach(parts -> parts.forEach(part -> checkPart(request, part)));
        } else {
            check(entity, writer);
        }
    }

    /**
     * Quarkus's form writer uses the first writer for each part.
     */
    private static void checkPart(ResteasyReactiveRequestContext request, PartItem part) {
        Object entity = part.getEntity();
        if (entity == null) {
            return;
        }
        for (MessageBodyWriter<?> writer : request.getDeployment().getSerialisers().findWriters(null, entity.getClass(),
                part.getMediaType(), RuntimeType.SERVER)) {
            if (writer.isWriteable(entity.getClass(), null, Serialisers.NO_ANNOTATION, part.getMediaType())) {
                check(entity, writer);
                return;
            }
        }
    }

    private static void check(Object entity, MessageBodyWriter<?> writer) {
        MessageBodyWriter<?> unwrapped = ClientProxy.unwrap(writer);
        Class<?> signed = unwrapped instanceof Subclass ? null
                : Arc.container().instance(WriteContexts.class).get().registry().search().find(entity);
        if (signed != null) {
            throw UnknownWriterFailure.failure(signed, entity.getClass(), unwrapped.getClass());
        }
    }
}
