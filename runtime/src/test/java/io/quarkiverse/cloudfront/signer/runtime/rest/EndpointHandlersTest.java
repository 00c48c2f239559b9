package io.quarkiverse.cloudfront.signer.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer.Phase;
import org.jboss.resteasy.reactive.server.model.ServerResourceMethod;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.rest.playlist.PlaylistHandler;

class EndpointHandlersTest {

    @Test
    void handlers_areAddedInTheirPhase() {
        ServerRestHandler handler = new PlaylistHandler();
        EndpointHandlers handlers = new EndpointHandlers(Phase.AFTER_RESPONSE_CREATED, List.of(handler));

        assertThat(handlers.handlers(Phase.AFTER_RESPONSE_CREATED, null, null)).containsExactly(handler);
        assertThat(handlers.handlers(Phase.BEFORE_METHOD_INVOKE, null, null)).isEmpty();
    }

    @Test
    void recordedHandler_keepsWhatTheBuildFound() {
        InterceptionHandler handler = new InterceptionHandler("any", "Album.any", List.of("Album"));

        assertThat(handler.getEndpoint()).isEqualTo("any");
        assertThat(handler.getDescription()).isEqualTo("Album.any");
        assertThat(handler.getSignedClasses()).containsExactly("Album");
    }

    /** Quarkus REST builds the handlers of each method twice: as a root resource, and as a possible sub-resource. */
    @Test
    void login_isCheckedOnceAfterAllOtherHandlersOfItsPhase() {
        LoginCustomizer login = new LoginCustomizer();
        ServerRestHandler before = new PlaylistHandler();
        ServerRestHandler after = new PlaylistHandler();
        ServerRestHandler later = new PlaylistHandler();
        ServerResourceMethod method = new ServerResourceMethod();
        method.setHandlerChainCustomizers(new ArrayList<>(List.of(new EndpointHandlers(Phase.AFTER_MATCH, List.of(before)),
                login, new EndpointHandlers(Phase.BEFORE_METHOD_INVOKE, List.of(later)),
                new EndpointHandlers(Phase.AFTER_MATCH, List.of(after)))));

        for (String pass : List.of("sub-resource", "root resource")) {
            assertThat(handlers(method)).as(pass).containsExactly(before, after, login, later);
        }
    }

    /** As Quarkus REST does, which sees customizers that are added meanwhile. */
    private static List<ServerRestHandler> handlers(ServerResourceMethod method) {
        List<ServerRestHandler> handlers = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            for (int i = 0; i < method.getHandlerChainCustomizers().size(); i++) {
                handlers.addAll(method.getHandlerChainCustomizers().get(i).handlers(phase, null, method));
            }
        }
        return handlers;
    }

    @ParameterizedTest
    @CsvSource({ "INVALID_PATH_PARAMETER, 404", "URL_NOT_SIGNABLE, 500" })
    void failure_isHiddenFromTheViewer(Reason reason, int status) {
        var response = new CloudFrontSignerExceptionMapper()
                .toResponse(new CloudFrontSignerException(reason, "https://media.example.com/a.jpg"));

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.hasEntity()).isFalse();
    }
}
