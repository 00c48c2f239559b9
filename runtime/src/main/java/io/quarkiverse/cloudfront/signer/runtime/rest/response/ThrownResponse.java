package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * The response in an exception of Jakarta REST. The request records the signed one.
 */
public final class ThrownResponse {

    private static final String SIGNED = ThrownResponse.class.getName();

    private ThrownResponse() {
    }

    /**
     * @return null if Quarkus REST does not make a response from the failure, or an error response
     */
    public static @Nullable Response of(Throwable failure) {
        // exceptions of a REST client are failures of this application
        return failure instanceof WebApplicationException exception && !(failure instanceof ResteasyReactiveClientProblem)
                && exception.getResponse().getStatus() < CurrentRequest.FIRST_ERROR ? exception.getResponse() : null;
    }

    /**
     * @param delivered the same response if nothing in it was signed
     */
    public static WebApplicationException replace(WebApplicationException failure, Response delivered) {
        if (delivered == failure.getResponse()) {
            return failure;
        }
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (request != null) {
            request.setProperty(SIGNED, delivered);
        }
        // an exception mapper may handle this type of exception
        WebApplicationException replaced = failure instanceof RedirectionException
                ? new RedirectionException(failure.getMessage(), delivered)
                : new WebApplicationException(failure.getMessage(), delivered);
        replaced.setStackTrace(failure.getStackTrace());
        return replaced;
    }

    public static boolean isSigned(ResteasyReactiveRequestContext request, Object response) {
        return response != null && request.getProperty(SIGNED) == response;
    }
}
