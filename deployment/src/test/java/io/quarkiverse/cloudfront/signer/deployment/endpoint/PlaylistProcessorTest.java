package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedAnnotationsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.field.NoSignedFields;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBundleBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;

class PlaylistProcessorTest {

    @Path("/films")
    static class Films {

        @GET
        @Produces("application/dash+xml")
        @SignedResource(resource = "/films/*")
        public String manifest() {
            return "";
        }
    }

    @Path("/links")
    static class Links {

        @GET
        public String link() {
            return "";
        }
    }

    private final List<MethodScannerBuildItem> scanners = new ArrayList<>();
    private final List<NativeImageResourceBundleBuildItem> bundles = new ArrayList<>();

    private void rewrite(Class<?> type) throws IOException {
        Index index = Index.of(type);
        new PlaylistProcessor().rewrite(new SignedEndpointsBuildItem(index, true, new SignedAnnotationsBuildItem(index),
                NoSignedFields.in(index)), scanners::add, bundles::add);
    }

    /** The JDK's parser loads them when a manifest is malformed. */
    @Test
    void methodsWithPlaylists_needTheMessagesOfTheXmlParser() throws IOException {
        rewrite(Links.class);
        assertThat(Stream.of(scanners, bundles)).allMatch(List::isEmpty);

        rewrite(Films.class);
        assertThat(scanners).hasSize(1);
        assertThat(bundles).extracting(NativeImageResourceBundleBuildItem::getBundleName)
                .containsExactly("com.sun.org.apache.xerces.internal.impl.msg.XMLMessages");
    }
}
