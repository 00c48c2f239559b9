package io.quarkiverse.cloudfront.signer.deployment.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.MethodInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

class FieldReachabilityTest {

    record Photo(@SignedResource String url) {
    }

    interface Medium {
    }

    record Film(Photo cover) implements Medium {
    }

    record Text(String content) implements Medium {
    }

    static class Shelf {

        public List<? extends Medium> media;
    }

    static class LargeShelf extends Shelf {
    }

    static class Page<T> {

        public T content;
    }

    static class Bounded<T extends Photo> {

        public T content;
    }

    static class Photos extends ArrayList<Photo> {

        private static final long serialVersionUID = 1L;
    }

    static class Album<T> {

        public T content;
    }

    static class PhotoAlbum extends Album<Photo[]> {
    }

    static class Hidden {

        private Photo photo;
    }

    static class Ignored {

        @JsonIgnore
        public Photo photo;
    }

    static class Anything {

        public Object content;
    }

    static class Foreign {

        public VertxHttpConfig content;
    }

    record Recursive(Recursive next, String title) {
    }

    enum Colour {
        RED;

        public Photo getPhoto() {
            return new Photo("/red.jpg");
        }
    }

    @SuppressWarnings("rawtypes")
    interface Methods {

        Uni<List<Photo>> uni();

        Multi<Map<String, Optional<Photo[]>>> multi();

        Film holder();

        Medium oneOfSeveral();

        Shelf holderOfOneOfSeveral();

        LargeShelf inherited();

        Page<Photo> generic();

        Page<Page<? extends Photo>> nested();

        Bounded rawWithBound();

        <T extends Film> T bound();

        Photos list();

        PhotoAlbum ofSupertype();

        Object object();

        Page raw();

        Page<?> wildcard();

        <T> T variable();

        Hidden hidden();

        Ignored ignored();

        Anything anything();

        Page<Anything> pageOfAnything();

        Foreign foreign();

        Text text();

        Page<String> pageOfText();

        Recursive recursive();

        Colour constant();

        int number();

        List<String> texts();
    }

    @ParameterizedTest
    @CsvSource({ "uni, YES", "multi, YES", "holder, YES", "oneOfSeveral, YES", "holderOfOneOfSeveral, YES", "inherited, YES",
            "generic, YES", "nested, YES", "rawWithBound, YES", "bound, YES", "list, YES", "ofSupertype, YES",
            "object, PERHAPS", "raw, PERHAPS", "wildcard, PERHAPS", "variable, PERHAPS", "hidden, PERHAPS", "ignored, PERHAPS",
            "anything, PERHAPS", "pageOfAnything, PERHAPS", "foreign, PERHAPS",
            "text, NO", "pageOfText, NO", "recursive, NO", "constant, NO", "number, NO", "texts, NO" })
    void returnedObjects_haveSignedFieldsOrNot(String method, FieldReachability.Answer expected) throws IOException {
        Index index = Index.of(Photo.class, Medium.class, Film.class, Text.class, Shelf.class, LargeShelf.class, Page.class,
                Bounded.class, Photos.class, Album.class, PhotoAlbum.class, Hidden.class, Ignored.class, Anything.class,
                Foreign.class,
                Recursive.class, Colour.class, Methods.class);
        MethodInfo returning = index.getClassByName(DotName.createSimple(Methods.class)).firstMethod(method);
        SignedFieldsBuildItem fields = new FieldFinder(index, type -> false, resource -> List.of()).find(true);

        assertThat(fields.reachability().ofReturned(returning)).isEqualTo(expected);
        assertThat(fields.reachability().of(fields.fields().get(0)).ofReturned(returning)).isEqualTo(expected);
        assertThat(fields.reachability().classes()).contains(Photo.class.getName(), LargeShelf.class.getName())
                .doesNotContain(Medium.class.getName(), Text.class.getName(), Hidden.class.getName());
        assertThat(new FieldReachability(index, List.of()).ofReturned(returning)).isEqualTo(FieldReachability.Answer.NO);
    }
}
