package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import java.util.function.UnaryOperator;

import jakarta.ws.rs.sse.OutboundSseEvent;

import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.rest.response.JsonMediaType;

/**
 * Finds the part of a streamed item that is not written as JSON.
 *
 * @param json whether items are JSON by default
 */
public record NonJsonItems(boolean json) implements UnaryOperator<Object> {

    @Override
    public @Nullable Object apply(Object item) {
        if (item instanceof OutboundSseEvent event) {
            boolean own = event instanceof OutboundSseEventImpl known && known.isMediaTypeSet();
            return (own ? JsonMediaType.is(event.getMediaType()) : json) ? null : event.getData();
        }
        return json ? null : item;
    }
}
