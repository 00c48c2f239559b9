package io.quarkiverse.cloudfront.signer.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
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

    @Test
    void login_isCheckedAfterAllOtherHandlersOfThePhase() {
        LoginCustomizer login = new LoginCustomizer();
        ServerResourceMethod method = new ServerResourceMethod();
        List<HandlerChainCustomizer> all = new ArrayList<>(List.of(login, new EndpointHandlers(Phase.AFTER_MATCH, List.of())));
        method.setHandlerChainCustomizers(all);

        assertThat(login.handlers(Phase.BEFORE_METHOD_INVOKE, null, method)).isEmpty();
        assertThat(all).hasSize(2);
        assertThat(login.handlers(Phase.AFTER_MATCH, null, method)).isEmpty();
        assertThat(all).hasSize(3).endsWith(login);
        assertThat(login.handlers(Phase.AFTER_MATCH, null, method)).containsExactly(login);
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
