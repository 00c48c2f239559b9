package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.util.function.UnaryOperator;

import jakarta.ws.rs.sse.OutboundSseEvent;

import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;

/**
 * Finds in a streamed item what is not written as JSON.
 *
 * @param json whether items are, that do not say something else themselves
 */
record OtherThanJson(boolean json) implements UnaryOperator<Object> {

    @Override
    public Object apply(Object item) {
        if (item instanceof OutboundSseEvent event) {
            boolean own = event instanceof OutboundSseEventImpl known && known.isMediaTypeSet();
            return (own ? JsonMediaType.is(event.getMediaType()) : json) ? null : event.getData();
        }
        return json ? null : item;
    }
}
