package io.quarkiverse.cloudfront.signer.runtime.grpc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;

import org.jboss.logging.Logger;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkus.grpc.GlobalInterceptor;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;

/**
 * Logs failures, and hides their messages from clients: Quarkus sends an exception's message to the client, but this one
 * contains the URL that could not be signed.
 */
@ApplicationScoped
@GlobalInterceptor
public class GrpcFailureInterceptor implements ServerInterceptor, Prioritized {

    private static final Logger LOG = Logger.getLogger(GrpcFailureInterceptor.class);

    /**
     * Surrounds all interceptors that turn exceptions into a status.
     */
    @Override
    public int getPriority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        return next.startCall(new SimpleForwardingServerCall<>(call) {

            @Override
            public void close(Status status, Metadata trailers) {
                super.close(withoutReason(status), trailers);
            }
        }, headers);
    }

    private static Status withoutReason(Status status) {
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CloudFrontSignerException) {
                LOG.error(cause.getMessage(), cause.getCause());
                return Status.INTERNAL;
            } else if ((cause instanceof UnauthorizedException || cause instanceof ForbiddenException)
                    && status.getCode() == Status.Code.UNKNOWN) {
                // like Quarkus, if the service throws it or its stubs report it
                return Status.PERMISSION_DENIED;
            }
        }
        return status;
    }
}
