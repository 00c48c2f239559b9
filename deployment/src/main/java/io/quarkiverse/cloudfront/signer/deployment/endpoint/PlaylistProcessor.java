package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.server.model.HandlerChainCustomizer;
import org.jboss.resteasy.reactive.server.processor.scanning.MethodScanner;

import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.rest.EndpointHandlers;
import io.quarkiverse.cloudfront.signer.runtime.rest.playlist.PlaylistHandler;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBundleBuildItem;
import io.quarkus.resteasy.reactive.server.spi.MethodScannerBuildItem;

/**
 * Makes Quarkus REST rewrite the responses of methods that may return a playlist.
 */
class PlaylistProcessor {

    /** The resource bundle that the JDK's XML parser loads if a DASH manifest is malformed. */
    private static final String XML_MESSAGES = "com.sun.org.apache.xerces.internal.impl.msg.XMLMessages";

    @BuildStep
    void rewrite(SignedEndpointsBuildItem signed, BuildProducer<MethodScannerBuildItem> scanners,
            BuildProducer<NativeImageResourceBundleBuildItem> bundles) {
        Set<String> endpoints = signed.endpoints().stream().filter(endpoint -> endpoint.playlists() != PlaylistMode.NEVER)
                .map(endpoint -> RestEndpoints.key(endpoint.endpoint())).collect(Collectors.toSet());
        if (!endpoints.isEmpty()) {
            scanners.produce(new MethodScannerBuildItem(new Scanner(endpoints)));
            bundles.produce(new NativeImageResourceBundleBuildItem(XML_MESSAGES));
        }
    }

    private record Scanner(Set<String> endpoints) implements MethodScanner {

        @Override
        public List<HandlerChainCustomizer> scan(MethodInfo method, ClassInfo actualEndpointClass,
                Map<String, Object> methodContext) {
            return !endpoints.contains(RestEndpoints.key(method)) ? List.of()
                    : List.of(new EndpointHandlers(HandlerChainCustomizer.Phase.AFTER_RESPONSE_CREATED,
                            List.of(new PlaylistHandler())));
        }
    }
}
