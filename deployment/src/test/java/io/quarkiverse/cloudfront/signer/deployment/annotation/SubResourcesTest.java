package io.quarkiverse.cloudfront.signer.deployment.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.jandex.Index;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;

class SubResourcesTest {

    interface Content {
    }

    static class Album implements Content {

        @GET
        public String photo() {
            return "/a.jpg";
        }
    }

    static class Text implements Content {
    }

    static class Print extends Album {
    }

    static class OfASubclass {

        @Path("album")
        public Print album() {
            return new Print();
        }
    }

    static class OfItsType {

        @Path("album")
        public Album album() {
            return new Album();
        }
    }

    static class OfAnInterface {

        @Path("album")
        public Content album() {
            return new Album();
        }
    }

    static class OfAClass {

        @Path("album")
        public Class<?> album() {
            return Album.class;
        }
    }

    static class OfAnything {

        @Path("album")
        public Object album() {
            return new Album();
        }
    }

    static class OfAnother {

        @Path("text")
        public Text text() {
            return new Text();
        }
    }

    private static boolean isLocatedBy(Class<?> locator, Class<?> type) {
        try {
            Index index = Index.of(Content.class, Album.class, Print.class, Text.class, locator);
            return new SubResources(index, new RestEndpoints(index)).isLocated(index.getClassByName(type));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = { OfItsType.class, OfASubclass.class, OfAnInterface.class, OfAClass.class, OfAnything.class })
    void classThatALocatorMayReturn_isLocated(Class<?> locator) {
        assertThat(isLocatedBy(locator, Album.class)).isTrue();
        assertThat(isLocatedBy(locator, Text.class)).as("without a REST method").isFalse();
    }

    @ParameterizedTest
    @ValueSource(classes = { OfAnother.class, Content.class })
    void classThatNoLocatorReturns_isNotLocated(Class<?> locator) {
        assertThat(isLocatedBy(locator, Album.class)).isFalse();
    }
}
