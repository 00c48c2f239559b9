package io.quarkiverse.cloudfront.signer.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.TestContainer;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses.PlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.LocationRecordingDelegate;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.runtime.ShutdownContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class QuarkusRestResponsesTest {

    private static final UnaryOperator<String> SIGNED = url -> url + "?signed";
    private static final UnaryOperator<Object> SIGNED_ENTITY = entity -> entity + "?signed";

    private final QuarkusRestResponses rest = new QuarkusRestResponses();
    private final Exchange exchange = new Exchange();
    @AutoClose
    private final TestRequest request = new TestRequest(exchange);

    private Response rewrite(Response response) {
        return (Response) rest.rewrite(response, SIGNED_ENTITY, SIGNED);
    }

    @Test
    void successfulResponse_hasItsEntitySigned() {
        Response response = Response.ok("/a.jpg").header("X-Other", "stays").build();

        assertThat(rewrite(response).getEntity()).isEqualTo("/a.jpg?signed");
        assertThat(rewrite(response).getHeaderString("X-Other")).isEqualTo("stays");
        assertThat(response.getEntity()).isEqualTo("/a.jpg");
        assertThat(((RestResponse<?>) rest.rewrite(RestResponse.ok("/a.jpg"), SIGNED_ENTITY, SIGNED)).getEntity())
                .isEqualTo("/a.jpg?signed");
        assertThat(rewrite(Response.noContent().build()).hasEntity()).isFalse();
        GenericEntity<List<String>> generic = new GenericEntity<>(List.of("/a.jpg")) {
        };
        assertThat(rewrite(Response.ok(generic).build()).getEntity()).isEqualTo("[/a.jpg]?signed");
    }

    @Test
    void redirect_hasItsLocationSigned() {
        URI location = URI.create("https://media.example.com/a.jpg");

        assertThat(rewrite(Response.seeOther(location).build()).getLocation()).isEqualTo(URI.create(location + "?signed"));
        assertThat(((RestResponse<?>) rest.rewrite(RestResponse.seeOther(location), SIGNED_ENTITY, SIGNED)).getLocation())
                .isEqualTo(URI.create(location + "?signed"));
        // of a resource of the application
        assertThat(rewrite(Response.created(location).build()).getLocation()).isEqualTo(location);
        assertThat(rest.isRedirect(Response.seeOther(location).build())).isTrue();
        assertThat(rest.isRedirect(RestResponse.seeOther(location))).isTrue();
        assertThat(rest.isRedirect(Response.created(location).build())).isFalse();
        assertThat(rest.isRedirect(Response.notModified().build())).isFalse();
    }

    @Test
    void errorResponse_isLeft() {
        Response error = Response.status(400).entity("/a.jpg").location(URI.create("https://x.example/")).build();

        assertThat(rewrite(error)).isSameAs(error);
        assertThat(rest.entity(error)).isNull();
        assertThat(rest.entity(Response.status(399).entity("x").build())).isEqualTo("x");
        RestResponse<String> restError = RestResponse.status(RestResponse.Status.NOT_FOUND, "/a.jpg");
        assertThat(rest.rewrite(restError, SIGNED_ENTITY, SIGNED)).isSameAs(restError);
        assertThat(rest.entity(restError)).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "/a.jpg, /a.jpg?signed", "a.jpg, /a.jpg?signed", "//other.example.com/a.jpg, //other.example.com/a.jpg?signed",
            "https://media.example.com/a.jpg, https://media.example.com/a.jpg?signed" })
    void locationAsText_isRelativeToTheSigner(String location, String signed) {
        assertThat(rewrite(Response.status(302).header("Location", location).build()).getHeaders().getFirst("Location"))
                .asString().endsWith(signed);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a.jpg", "a.jpg" })
    void relativeLocation_isThatOfTheMethodAndNotOfTheApplication(String location) {
        List<Runnable> tasks = new ArrayList<>();
        Response unrecorded = Response.seeOther(URI.create(location)).build();
        LocationRecordingDelegate.install(Stub.of(ShutdownContext.class,
                Map.of("addShutdownTask", task -> tasks.add((Runnable) task[0]))));
        try {
            StringBuilder asked = new StringBuilder();
            rest.rewrite(Response.seeOther(URI.create(location)).build(), SIGNED_ENTITY, url -> {
                asked.append(url);
                return "https://media.example.com/signed";
            });
            assertThat(asked).hasToString("/a.jpg");
            assertThatThrownBy(() -> rewrite(unrecorded)).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageContaining("it was resolved against the application's address");
        } finally {
            tasks.forEach(Runnable::run);
        }
    }

    @Test
    void endpoint_isTheOneOfTheRequest() {
        assertThat(rest.isEndpoint(TestRequest.method("pictures"))).isTrue();
        assertThat(rest.isEndpoint(TestRequest.method("covers"))).isFalse();
        request.close();
        assertThat(rest.isEndpoint(TestRequest.method("pictures"))).isFalse();
        assertThat(rest.pathParameter("id")).isNull();
    }

    private static final class ForeignRedirect extends RedirectionException implements ResteasyReactiveClientProblem {

        private static final long serialVersionUID = 1L;

        private ForeignRedirect() {
            super(Response.seeOther(URI.create("https://other.example.com/a")).build());
        }
    }

    /** Another server has answered it, and a REST client of this application has thrown it. */
    @Test
    void thrownResponseOfARestClient_isNotThatOfTheApplication() {
        assertThat(rest.thrownResponse(new ForeignRedirect())).isNull();
    }

    @Test
    void thrownResponse_isOneBelow400() {
        Response redirect = Response.seeOther(URI.create("https://media.example.com/a.jpg")).build();

        assertThat(rest.thrownResponse(new RedirectionException(redirect))).isSameAs(redirect);
        assertThat(rest.thrownResponse(new WebApplicationException(Response.ok("x").build()))).isNotNull();
        assertThat(rest.thrownResponse(new NotFoundException())).isNull();
        assertThat(rest.thrownResponse(new IllegalStateException())).isNull();
    }

    @Test
    void replacedResponse_keepsTheKindOfException() {
        Response signed = Response.seeOther(URI.create("https://media.example.com/a.jpg?signed")).build();
        RedirectionException failure = new RedirectionException(Response.seeOther(URI.create("/a.jpg")).build());

        RuntimeException replaced = rest.withResponse(failure, signed);

        assertThat(replaced).isInstanceOfSatisfying(RedirectionException.class,
                redirection -> assertThat(redirection.getResponse()).isSameAs(signed));
        assertThat(replaced.getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(rest.withResponse(failure, failure.getResponse())).isSameAs(failure);
    }

    @ParameterizedTest
    @CsvSource({ "application/vnd.apple.mpegurl, HLS", "application/dash+xml, DASH", "application/json, " })
    void playlist_isKnownByItsMediaType(String mediaType, PlaylistType type) {
        PlaylistResponse response = rest.playlistResponse(TestRequest.method("pictures"), PlaylistMode.IF_RESPONSE_IS_ONE);

        assertThat(response.type(Response.ok("x", mediaType).build())).isEqualTo(type);
        assertThat(response.type(RestResponse.ResponseBuilder.ok("x").header("Content-Type", mediaType).build()))
                .isEqualTo(type);
        assertThat(response.type(Response.ok().type(mediaType).build())).isNull();
        assertThat(response.type(Response.status(300).entity("x").type(mediaType).build())).isNull();
        assertThat(response.type(Response.status(299).entity("x").type(mediaType).build())).isEqualTo(type);
        assertThat(
                response.type(RestResponse.ResponseBuilder.create(300).entity("x").header("Content-Type", mediaType).build()))
                .isNull();
        assertThat(response.type(RestResponse.ResponseBuilder.ok().header("Content-Type", mediaType).build())).isNull();
        assertThat(response.type(null)).isNull();
        assertThat(response.type("x")).isNull();
    }

    @Test
    void negotiatedPlaylist_isThatOfTheRequest() {
        exchange.send("Accept", "application/dash+xml");
        new TestRequest(exchange, "application/vnd.apple.mpegurl", "application/dash+xml");
        PlaylistResponse response = rest.playlistResponse(TestRequest.method("pictures"), PlaylistMode.DECLARED);

        assertThat(response.type("x")).isEqualTo(PlaylistType.DASH);
        assertThat(response.type(null)).isNull();
    }

    @Test
    void playlistOfAnotherMethod_isRejected() {
        PlaylistResponse declared = rest.playlistResponse(TestRequest.method("covers"), PlaylistMode.DECLARED);
        PlaylistResponse perhaps = rest.playlistResponse(TestRequest.method("covers"), PlaylistMode.IF_RESPONSE_IS_ONE);
        Response playlist = Response.ok("x", "application/vnd.apple.mpegurl").build();

        assertThatThrownBy(() -> declared.type("x")).isInstanceOf(CloudFrontSignerException.class);
        assertThatThrownBy(() -> perhaps.type(playlist)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("the current request is for another method");
        assertThat(perhaps.type("x")).isNull();
        assertThat(declared.type(null)).isNull();
    }

    @Test
    void responsesOfBothKinds_areRecognized() {
        assertThat(rest.isResponse(Response.ok().build())).isTrue();
        assertThat(rest.isResponse(RestResponse.ok())).isTrue();
        assertThat(rest.isResponse("/a.jpg")).isFalse();
        assertThat(rest.entity(RestResponse.ok("/a.jpg"))).isEqualTo("/a.jpg");
        assertThat(rest.entity(RestResponse.ResponseBuilder.create(399).entity("/a.jpg").build())).isEqualTo("/a.jpg");
        assertThat(rest.entity(RestResponse.ResponseBuilder.create(400).entity("/a.jpg").build())).isNull();
        assertThat(rest.isRedirect(Response.status(300).location(URI.create("/a.jpg")).build())).isTrue();
        assertThat(rest.thrownResponse(new WebApplicationException(Response.status(400).build()))).isNull();
    }

    @Test
    void signedStream_hasTheHeadOfTheOriginal() {
        Multi<String> items = Multi.createFrom().items("/a.jpg");
        Multi<String> signed = Multi.createFrom().items("/a.jpg?signed");
        RestMulti<String> known = RestMulti.fromMultiData(items).status(203).header("X-Other", "stays")
                .header("X-Other", "too").encodeAsJsonArray(false).withDemand(7).build();
        RestMulti<String> later = RestMulti.fromUniResponse(Uni.createFrom().item("a"), a -> items,
                a -> Map.of("X-Other", List.of("stays", "too")), a -> 203);

        assertThat(rest.withHeadOf(items, signed)).isSameAs(signed);
        for (RestMulti<String> original : List.of(known, later)) {
            original.collect().asList().await().indefinitely();
            RestMulti<?> head = (RestMulti<?>) rest.withHeadOf(original, signed);
            assertThat(head.getStatus()).isEqualTo(203);
            assertThat(head.getHeaders()).containsEntry("X-Other", List.of("stays", "too"));
            assertThat(head.collect().asList().await().indefinitely()).asString().isEqualTo("[/a.jpg?signed]");
        }
        assertThat(rest.withHeadOf(known, signed)).isInstanceOfSatisfying(RestMulti.SyncRestMulti.class, head -> {
            assertThat(head.getDemand()).isEqualTo(7);
            assertThat(head.encodeAsJsonArray()).isFalse();
        });
        RestMulti<?> plain = (RestMulti<?>) rest.withHeadOf(RestMulti.fromMultiData(items).build(), signed);
        assertThat(plain.getStatus()).isNull();
    }

    @Test
    void streamOfAnotherTypeThanJson_saysSo() {
        try (TestContainer container = TestContainer.start(rest)) {
            assertThat(rest.otherThanJson().apply("x")).isEqualTo("x");
            new TestRequest(exchange, "application/json");
            assertThat(rest.otherThanJson().apply("x")).isNull();
            new TestRequest(exchange, "text/plain", "application/json");
            assertThat(rest.otherThanJson().apply("x")).isEqualTo("x");
            new TestRequest(exchange, "text/event-stream").streaming(MediaType.APPLICATION_JSON_TYPE);
            assertThat(rest.otherThanJson().apply("x")).isNull();
        }
        assertThat(rest.data(new OutboundSseEventImpl.BuilderImpl().data("x").build())).isEqualTo("x");
        assertThat(rest.data("x")).isNull();
    }

    @Test
    void item_isOtherThanJsonIfItOrItsStreamSaysSo() {
        UnaryOperator<Object> json = item -> QuarkusRestResponses.otherThanJson(item, true);
        UnaryOperator<Object> text = item -> QuarkusRestResponses.otherThanJson(item, false);
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
}
