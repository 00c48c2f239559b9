package io.quarkiverse.cloudfront.signer.runtime.rest.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.TestContainer;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.rest.QuarkusRestResponses;
import io.quarkiverse.cloudfront.signer.runtime.rest.TestRequest;
import io.quarkiverse.cloudfront.signer.runtime.rest.response.CurrentRequest;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;

class HandlersTest {

    record Picture(String url) {
    }

    @AutoClose
    private final TestRequest request = new TestRequest(new Exchange());

    private static final String PLAYLIST = "application/vnd.apple.mpegurl";

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    @ParameterizedTest
    @CsvSource({ "application/json, true", "application/hal+json, true", "application/x-ndjson, true", "APPLICATION/JSON, true",
            "text/plain, false", "application/xml, false" })
    void json_isKnownByItsSubtype(String type, boolean json) {
        assertThat(CurrentRequest.isJson(MediaType.valueOf(type))).isEqualTo(json);
        assertThat(CurrentRequest.isJson(null)).isFalse();
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
            new FieldHandler().handle(kept);

            assertThat(kept.getResponseContentType().getMediaType().toString()).startsWith(expected + ";");
            assertThat(kept.getResponse().get().getHeaderString("Content-Type")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/xml", PLAYLIST })
    void objectWithSignedFields_isNotWrittenAsAnythingElse(String type) {
        for (Response response : List.of(Response.ok(new Picture("/a.jpg"), type).build(),
                Response.ok(new Picture("/a.jpg")).build())) {
            try (TestRequest kept = keep(new TestRequest(new Exchange(), type), response)) {
                assertThatThrownBy(() -> new FieldHandler().handle(kept))
                        .isInstanceOf(CloudFrontSignerException.class)
                        .hasMessageContaining("fields are signed in JSON only");
            }
        }
    }

    @Test
    void responseOfAnError_isWrittenAsItIs() {
        keep(request, Response.ok(new Picture("/a.jpg"), "text/plain").build()).fail(new IllegalStateException());

        new FieldHandler().handle(request);

        assertThat(CurrentFieldSigner.of(request)).isNull();
    }

    @Test
    void fieldSigner_isThatOfTheEndpoint() {
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

            request.close();
            rest.keep(inner, TestRequest.method("pictures"));
            assertThat(rest.kept("body", false)).as("outside of a request").isNull();
        }
    }

    @Test
    void responseWithoutFields_isWrittenAsItIs() {
        for (Response response : List.of(Response.ok("text", "text/plain").build(), Response.noContent().build())) {
            request.setProperty(FieldSigner.class.getName(),
                    TestFields.responding(FieldPlacement.PERHAPS, "", Picture.class).signer(null, true));
            request.setResult(response);

            new FieldHandler().handle(request);

            assertThat(request.getResponse().get().getMediaType()).isEqualTo(response.getMediaType());
        }
    }
}
