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
 * Has every entity that contains objects with signed fields written by guarded writers, including entities of exception mappers
 * and of other filters, of which it is the last. The writers of text and forms are not intercepted.
 */
@Priority(UnsignedEntityFilter.LAST)
public class UnsignedEntityFilter implements ContainerResponseFilter {

    /** Filters of responses are called in descending order. */
    public static final int LAST = Integer.MIN_VALUE;

    private final Instance<WriteContexts> contexts;

    /**
     * @param contexts looked up later, because filters are created before there is a run-time configuration
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
