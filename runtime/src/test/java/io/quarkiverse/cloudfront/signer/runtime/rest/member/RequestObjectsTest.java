package io.quarkiverse.cloudfront.signer.runtime.rest.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestObjectsTest {

    private static final String SIGNED = "https://media.example.com/a.jpg?Expires=1&Signature=x&Key-Pair-Id=K";

    static class Picture {

        private final Object url;

        Picture(Object url) {
            this.url = url;
        }
    }

    static final class Painting extends Picture {

        private final String note = SIGNED;

        Painting(Object url) {
            super(url);
        }
    }

    static final class Computed {

        private final String source;

        Computed(String source) {
            this.source = source;
        }

        String getUrl() {
            return source.trim();
        }
    }

    static final class Album {

        private final Object held;

        Album(Object held) {
            this.held = held;
        }
    }

    /** As far as the build knows, it does not lead to signed fields. */
    static final class Unknown {

        private final Object held;

        Unknown(Object held) {
            this.held = held;
        }
    }

    private final RequestObjects objects = new RequestObjects();

    @BeforeEach
    void prepare() {
        objects.prepare(List.of(new RequestField(Picture.class.getName(), "picture", "url", true),
                new RequestField(Computed.class.getName(), "computed", "getUrl", false)),
                List.of(Picture.class.getName(), Computed.class.getName(), Album.class.getName()));
    }

    static List<Object> values() throws MalformedURLException {
        return List.of(SIGNED, URI.create(SIGNED), new URL(SIGNED), Optional.of(SIGNED), List.of("/a", SIGNED),
                Map.of("a", SIGNED), List.of((Object) new String[] { "/a", SIGNED }), List.of(List.of(SIGNED)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void signedUrlInASignedField_isFoundInEachShape(Object value) {
        assertThat(objects.signedUrl(new Picture(value))).isEqualTo("picture");
    }

    static List<Object> holders() {
        Picture picture = new Picture(SIGNED);
        return List.of(picture, new Painting(SIGNED), new Album(picture), new Album(List.of("a", picture)), List.of(picture),
                Map.of("a", picture), Map.of(picture, "a"), List.of((Object) new Object[] { picture }), Optional.of(picture),
                new Album(new Album(new Album(Map.of("x", List.of(picture))))));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void signedUrl_isFoundAtAnyDepth(Object holder) {
        assertThat(objects.signedUrl(holder)).isEqualTo("picture");
    }

    @Test
    void getter_isCalledForItsValue() {
        assertThat(objects.signedUrl(new Computed(" " + SIGNED))).isEqualTo("computed");
        assertThat(objects.signedUrl(new Computed("/a.jpg"))).isNull();
        assertThat(objects.signedUrl(new Computed(null))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/a.jpg", "", "/a.jpg?size=small", "/Signature/a.jpg" })
    void unsignedUrl_isAccepted(String url) {
        assertThat(objects.signedUrl(new Picture(url))).isNull();
        assertThat(objects.signedUrl(new Album(Arrays.asList(null, new Picture(url), new Picture(null))))).isNull();
    }

    @Test
    void signedUrlInAnotherField_isAccepted() {
        assertThat(objects.signedUrl(new Painting("/a.jpg"))).isNull();
        assertThat(objects.signedUrl(new Album(SIGNED))).isNull();
        assertThat(objects.signedUrl(SIGNED)).isNull();
        assertThat(objects.signedUrl(new Unknown(new Picture(SIGNED)))).isNull();
    }

    @Test
    void cycle_isSearchedOnce() {
        List<Object> held = new ArrayList<>();
        Album album = new Album(held);
        held.add(album);
        assertThat(objects.signedUrl(album)).isNull();

        held.add(new Picture(SIGNED));
        assertThat(objects.signedUrl(album)).isEqualTo("picture");
    }

    @Test
    void missingField_fails() {
        objects.prepare(List.of(new RequestField(Unknown.class.getName(), "gone", "gone", true)),
                List.of(Unknown.class.getName()));

        assertThatThrownBy(() -> objects.signedUrl(new Unknown(null))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gone");
    }
}
