package io.quarkiverse.cloudfront.signer.applications.envelope;

import java.util.Map;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

import io.quarkiverse.cloudfront.signer.applications.Photo;

/** Replaces every DTO by an entity of another type. */
@Provider
public class EnvelopeFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Photo photo) {
            response.setEntity(Map.of("content", photo));
        }
    }
}
