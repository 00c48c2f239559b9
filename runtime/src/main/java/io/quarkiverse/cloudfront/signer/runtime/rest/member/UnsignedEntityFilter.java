package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

import io.quarkiverse.cloudfront.signer.runtime.member.WriteContexts;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.JsonMediaType;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.UnclosedOutput;

/**
 * Has every entity that holds objects with signed fields, in whatever field, written by writers that are watched over: also
 * those of exception mappers and of other filters, of which it is the last. Nobody intercepts the writers of text and of forms.
 */
@Priority(UnsignedEntityFilter.LAST)
public class UnsignedEntityFilter implements ContainerResponseFilter {

    /** Filters of responses are called in descending order. */
    public static final int LAST = Integer.MIN_VALUE;

    private final Instance<WriteContexts> contexts;

    /**
     * @param contexts looked up later, because filters are made when there is no run-time configuration yet
     */
    UnsignedEntityFilter(Instance<WriteContexts> contexts) {
        this.contexts = contexts;
    }

    @Override
    public void filter(ContainerRequestContext requestContext, ContainerResponseContext response) {
        Object entity = response.getEntity();
        ResteasyReactiveRequestContext request = request(requestContext);
        if (entity instanceof StreamingOutput output && CurrentMemberSigner.of(request) != null) {
            response.setEntity(new UnclosedOutput(request, output));
        } else if (entity != null && !JsonMediaType.is(response.getMediaType())
                && contexts.get().registry().search().holdsSigned(entity)) {
            if (request.getResponseContentType() == null) {
                request.setResponseContentType(MediaType.APPLICATION_JSON_TYPE);
                response.getHeaders().putSingle("Content-Type", MediaType.APPLICATION_JSON_TYPE);
            }
            request.setEntityWriter(SignedEntityWriter.INSTANCE);
        }
    }

    private static ResteasyReactiveRequestContext request(ContainerRequestContext context) {
        return (ResteasyReactiveRequestContext) ((ResteasyReactiveContainerRequestContext) context).getServerRequestContext();
    }
}
