package io.quarkiverse.cloudfront.signer.deployment.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.runtime.field.jsonb.JsonbFieldDeserializer;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;

/**
 * The reflection configuration that a native executable needs for objects with signed fields, even if endpoints return {@code
 * Object}.
 */
class NativeDataObjectsTest {

    interface Medium {

        @SignedResource
        String url();
    }

    record Film(String url, String title) implements Medium {
    }

    static class Page<T> {

        public T content;
    }

    static class Shelf {

        public List<Medium> media;
    }

    static class Poster {

        @SignedResource
        public String image;
    }

    static class LargePoster extends Poster {

        public int width;
    }

    static class Thumbnail {

        @SignedResource(bindToIp = true)
        public String image;
    }

    record Unsigned(String url) {
    }

    @Test
    void objectsWithSignedFieldsAndTheirHolders_areRegistered() throws IOException {
        assertThat(registered(Medium.class, Film.class, Shelf.class, Poster.class, LargePoster.class, Unsigned.class))
                .contains(name(Medium.class), name(Shelf.class), name(Poster.class))
                .doesNotContain(name(Unsigned.class));
    }

    @Test
    void serializersOfJsonb_canBeInstantiated() throws IOException {
        assertThat(serializers(Set.of(Capability.JSONB), Medium.class, Poster.class, Thumbnail.class))
                .singleElement().satisfies(registered -> {
                    assertThat(registered.isConstructors()).isTrue();
                    assertThat(registered.getClassNames()).as("one for each kind of annotation, and two that read").hasSize(4)
                            .contains(JsonbFieldDeserializer.class.getName(), JsonbFieldDeserializer.OfText.class.getName())
                            .filteredOn(name -> name.startsWith("io.quarkiverse.cloudfront.signer.generated.JsonbField"))
                            .hasSize(2);
                });
        assertThat(serializers(Set.of(), Medium.class)).isEmpty();
        assertThat(serializers(Set.of(Capability.JSONB), Unsigned.class)).isEmpty();
    }

    private static List<ReflectiveClassBuildItem> serializers(Set<String> capabilities, Class<?>... classes)
            throws IOException {
        List<ReflectiveClassBuildItem> registered = new ArrayList<>();
        new JsonbFieldsProcessor().sign(fields(Index.of(classes)), new Capabilities(capabilities), generated -> {
        }, transformed -> {
        }, registered::add);
        return registered;
    }

    @Test
    void applicationWithoutSignedFields_registersNothing() throws IOException {
        assertThat(registered(Unsigned.class, Page.class)).isEmpty();
    }

    private static List<DotName> registered(Class<?>... classes) throws IOException {
        Index index = Index.of(classes);
        List<DotName> types = new ArrayList<>();
        new FieldsProcessor().registerContexts(fields(index),
                new CombinedIndexBuildItem(index, index),
                (ReflectiveHierarchyBuildItem item) -> types.add(item.getType().name()));
        return types;
    }

    private static SignedFieldsBuildItem fields(Index index) {
        return new FieldFinder(index, type -> false, resource -> List.of()).find(true);
    }

    private static DotName name(Class<?> type) {
        return DotName.createSimple(type);
    }
}
