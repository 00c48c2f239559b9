package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.net.URI;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.RuntimeDelegate;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.common.jaxrs.RuntimeDelegateImpl;
import org.jboss.resteasy.reactive.server.jaxrs.ResponseBuilderImpl;
import org.jboss.resteasy.reactive.server.jaxrs.RestResponseBuilderImpl;

import io.quarkus.runtime.ShutdownContext;

/**
 * Creates response builders that record the location they are given. Builders resolve a relative location immediately, against
 * an address of the application that depends on request headers.
 */
public final class LocationRecordingDelegate extends RuntimeDelegateImpl implements Runnable {

    private LocationRecordingDelegate() {
    }

    public static void install(ShutdownContext shutdown) {
        LocationRecordingDelegate delegate = new LocationRecordingDelegate();
        RuntimeDelegate.setInstance(delegate);
        shutdown.addShutdownTask(delegate);
    }

    /**
     * Called when the application stops, because the next application in this JVM looks up its own delegate.
     */
    @Override
    public void run() {
        RuntimeDelegate.setInstance(null);
    }

    @Override
    public Response.ResponseBuilder createResponseBuilder() {
        return new RecordingResponseBuilder();
    }

    @Override
    public <T> RestResponse.ResponseBuilder<T> createRestResponseBuilder() {
        return new RecordingRestResponseBuilder<>();
    }

    private static final class RecordingResponseBuilder extends ResponseBuilderImpl {

        @Override
        public Response.ResponseBuilder location(URI location) {
            super.location(location);
            RedirectLocation.record(location, getMetadata().getFirst(HttpHeaders.LOCATION));
            return this;
        }

        @Override
        protected RecordingResponseBuilder doClone() {
            return new RecordingResponseBuilder();
        }
    }

    private static final class RecordingRestResponseBuilder<T> extends RestResponseBuilderImpl<T> {

        @Override
        public RestResponse.ResponseBuilder<T> location(URI location) {
            super.location(location);
            RedirectLocation.record(location, getMetadata().getFirst(HttpHeaders.LOCATION));
            return this;
        }

        @Override
        protected RecordingRestResponseBuilder<T> doClone() {
            return new RecordingRestResponseBuilder<>();
        }
    }
}
