package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.handlers.ExceptionHandler;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.TestContainer;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;
import io.quarkiverse.cloudfront.signer.runtime.rest.CookieWithdrawalHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.InterceptionHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.QuarkusRestResponses;
import io.quarkiverse.cloudfront.signer.runtime.rest.TestRequest;
import io.quarkiverse.cloudfront.signer.runtime.rest.ThrownResponseHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.AbortHandlers;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.JsonMediaType;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.ThrownResponse;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.arc.Subclass;
import io.quarkus.security.UnauthorizedException;

class HandlersTest {

    static class Album {
    }

    static final class InterceptedAlbum extends Album implements Subclass {
    }

    static class Other {
    }

    record Picture(String url) {
    }

    private static final String PLAYLIST = "application/vnd.apple.mpegurl";

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
    void failedEndpointWithCookies_setsNone() {
        assertThat(interceptOn(new InterceptedAlbum(), true)).hasSize(2)
                .satisfies(handlers -> assertThat(handlers[1]).isInstanceOf(CookieWithdrawalHandler.class));
    }

    @Test
    void endpointWithUrls_hasHandlersForItsFailures() {
        assertThat(interceptOn(new InterceptedAlbum(), false)).hasSize(2).satisfies(handlers -> {
            assertThat(handlers[0]).isInstanceOf(ExceptionHandler.class);
            assertThat(handlers[1]).isInstanceOf(ThrownResponseHandler.class);
        });
    }

    @Test
    void endpointWithoutInterceptor_isNotCalled() {
        assertThatThrownBy(() -> interceptOn(new Album(), false)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining(Album.class.getName() + " that is not a CDI bean");
    }

    private Object afterFailure(boolean signsLocation, Throwable failure, Object result) throws Exception {
        request.fail(failure).setResult(result);
        new ThrownResponseHandler("Album.any", signsLocation).handle(request);
        return request.getResult();
    }

    @Test
    void unsignedResponse_becomesAnError() throws Exception {
        RuntimeException failure = new IllegalStateException("broken");
        Response redirect = Response.seeOther(URI.create("https://media.example.com/a.jpg")).build();
        for (Object unsigned : List.of("/a.jpg", Response.ok("/a.jpg").build(), redirect)) {
            assertThat(((Response) afterFailure(true, failure, unsigned)).getStatus()).isEqualTo(500);
        }
        for (Response harmless : List.of(Response.noContent().build(), Response.status(400).entity("wrong").build())) {
            assertThat(afterFailure(true, failure, harmless)).isSameAs(harmless);
        }
        assertThat(afterFailure(false, failure, redirect)).isSameAs(redirect);
        assertThat(afterFailure(true, failure, null)).isNull();
    }

    @Test
    void signedResponseAndLoginRedirect_remain() throws Exception {
        Response signed = Response.ok("/a.jpg?Signature=x").build();
        ThrownResponse.replace(new WebApplicationException(Response.ok("/a.jpg").build()), signed);
        assertThat(afterFailure(true, new WebApplicationException(), signed)).isSameAs(signed);

        Response login = Response.seeOther(URI.create("https://id.example.com/")).build();
        assertThat(afterFailure(true, new UnauthorizedException(), login)).isSameAs(login);
    }

    private List<String> cookiesAfterFailure(Throwable failure, Response response) {
        ConfiguredSigner signer = TestSigners.signer(InstantSource.system());
        SignedPolicy signed = signer.sign(signer.policy("/videos/7/*").build());
        Exchange failed = new Exchange();
        failed.viewer().grants().grant(signed.cookies(), signed.expiresAt(), new CookieOwner("", "alice"));
        try (TestRequest failing = new TestRequest(failed)) {
            failing.fail(failure).setResult(response);
            new CookieWithdrawalHandler().handle(failing);
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
        assertThatThrownBy(() -> AbortHandlers.add(new ServerRestHandler[0], new CookieWithdrawalHandler()))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({ "application/json, true", "application/hal+json, true", "application/x-ndjson, true", "APPLICATION/JSON, true",
            "text/plain, false", "application/xml, false" })
    void json_isKnownByItsSubtype(String type, boolean json) {
        assertThat(JsonMediaType.is(MediaType.valueOf(type))).isEqualTo(json);
        assertThat(JsonMediaType.is(null)).isFalse();
    }

    @Test
    void item_isOtherThanJsonIfItOrItsStreamSaysSo() {
        UnaryOperator<Object> json = new NonJsonItems(true);
        UnaryOperator<Object> text = new NonJsonItems(false);
        Object event = new OutboundSseEventImpl.BuilderImpl().data("x").build();
        Object textEvent = new OutboundSseEventImpl.BuilderImpl().data("x").mediaType(MediaType.TEXT_PLAIN_TYPE).build();
        Object jsonEvent = new OutboundSseEventImpl.BuilderImpl().data("x").mediaType(MediaType.APPLICATION_JSON_TYPE).build();

        assertThat(json.apply("x")).isNull();
        assertThat(text.apply("x")).isEqualTo("x");
        assertThat(json.apply(event)).isNull();
        assertThat(text.apply(event)).isEqualTo("x");
        assertThat(json.apply(textEvent)).isEqualTo("x");
        assertThat(text.apply(jsonEvent)).isNull();
    }

    /** As {@code QuarkusRestResponses} stores it for the response. */
    private TestRequest keep(TestRequest kept, Object entity) {
        kept.setProperty(FieldSigner.class.getName(), TestFields.responding(Picture.class).signer(null, true));
        kept.setResult(entity);
        return kept;
    }

    @ParameterizedTest
    @CsvSource({ "application/json, application/json", "application/hal+json, application/hal+json",
            "text/plain;application/json, application/json", "application/*, application/json", ", application/json" })
    void objectWithSignedFields_isWrittenAsJson(String produces, String expected) {
        try (TestRequest kept = keep(new TestRequest(new Exchange(), produces == null ? new String[0] : produces.split(";")),
                Response.ok(new Picture("/a.jpg")).build())) {
            new FieldMediaTypeHandler().handle(kept);

            assertThat(kept.getResponseContentType().getMediaType().toString()).startsWith(expected + ";");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/xml", PLAYLIST })
    void objectWithSignedFields_isNotWrittenAsAnythingElse(String type) {
        for (Response response : List.of(Response.ok(new Picture("/a.jpg"), type).build(),
                Response.ok(new Picture("/a.jpg")).build())) {
            try (TestRequest kept = keep(new TestRequest(new Exchange(), type), response)) {
                assertThatThrownBy(() -> new FieldMediaTypeHandler().handle(kept))
                        .isInstanceOf(CloudFrontSignerException.class)
                        .hasMessageContaining("fields are signed in JSON only");
            }
        }
    }

    @Test
    void responseOfAnError_isWrittenAsItIs() {
        keep(request, Response.ok(new Picture("/a.jpg"), "text/plain").build()).fail(new IllegalStateException());

        new FieldMediaTypeHandler().handle(request);

        assertThat(CurrentFieldSigner.of(request)).isNull();
    }

    @Test
    void memberSigner_isThatOfTheEndpoint() {
        QuarkusRestResponses rest = new QuarkusRestResponses();
        FieldSigner inner = TestFields.responding(Picture.class).signer(null, true);
        FieldSigner outer = TestFields.responding(Picture.class).signer(null, true);
        try (TestContainer container = TestContainer.start()) {
            rest.keep(inner, TestRequest.method("covers"));
            assertThat(rest.kept(null, true)).isNull();
            request.setResult(Response.ok("body").build());
            assertThat(rest.kept(null, true)).isSameAs(inner);
            rest.keep(outer, TestRequest.method("pictures"));
            rest.keep(inner, TestRequest.method("covers"));
            assertThat(rest.kept("body", false)).isSameAs(outer);
            assertThat(rest.kept("another body", false)).isNull();
        }
    }
}
