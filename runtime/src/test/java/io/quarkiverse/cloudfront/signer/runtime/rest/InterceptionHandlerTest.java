package io.quarkiverse.cloudfront.signer.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.handlers.ExceptionHandler;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.TestContainer;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.arc.Subclass;

class InterceptionHandlerTest {

    static class Album {
    }

    static final class InterceptedAlbum extends Album implements Subclass {
    }

    static class Other {
    }

    @AutoClose
    private final TestRequest request = new TestRequest(new Exchange());
    private final InterceptionHandler interception = new InterceptionHandler("any", "Album.any",
            List.of(Album.class.getName()));

    private ServerRestHandler[] interceptOn(Object instance, boolean cookies) {
        try (TestContainer container = TestContainer.start(TestFields.methods(Album.class, cookies))) {
            request.setEndpointInstance(instance);
            interception.handle(request);
        }
        return request.getAbortHandlerChain();
    }

    @Test
    void endpointOfABean_isCalled() {
        assertThat(interceptOn(new Other(), false)).hasSize(1);
    }

    @Test
    void failureOfAnEndpoint_withdrawsItsCookies() {
        assertThat(interceptOn(new InterceptedAlbum(), true)).hasSize(2)
                .satisfies(handlers -> assertThat(handlers[0]).isInstanceOf(ExceptionHandler.class));
    }

    @Test
    void failureOfAnEndpointWithUrls_isLeftToTheApplication() {
        assertThat(interceptOn(new InterceptedAlbum(), false)).hasSize(1);
    }

    @Test
    void endpointWithoutInterceptor_isNotCalled() {
        assertThatThrownBy(() -> interceptOn(new Album(), false)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining(Album.class.getName() + " that is not a CDI bean");
    }

    private List<String> cookiesAfterFailure(Throwable failure, Response response) {
        CloudFrontSigner signer = TestSigners.signer(InstantSource.system()).forApplication();
        SignedPolicy signed = signer.sign(signer.policy("/videos/7/*").build());
        Exchange failed = new Exchange();
        failed.viewer().grants().grant(signed.cookies(), signed.expiresAt(), new CookieOwner("", "alice"));
        try (TestRequest failing = new TestRequest(failed)) {
            failing.fail(failure).setResult(response);
            InterceptionHandler.withdrawCookies(failing);
        }
        return failed.respond(200).setCookies();
    }

    @Test
    void cookiesOfAFailedMethod_areRemoved() {
        Response thrown = Response.ok("thrown").build();
        Response mapped = Response.ok("mapped").build();

        assertThat(cookiesAfterFailure(new WebApplicationException(thrown), thrown)).isNotEmpty();
        assertThat(cookiesAfterFailure(new WebApplicationException(thrown), mapped)).isEmpty();
        assertThat(cookiesAfterFailure(new IllegalStateException("broken"), mapped)).isEmpty();
    }

    @Test
    void unknownMappingOfExceptions_isRejected() {
        assertThatThrownBy(
                () -> InterceptionHandler.afterExceptions(new ServerRestHandler[0], InterceptionHandler::withdrawCookies))
                .isInstanceOf(IllegalStateException.class);
    }
}
