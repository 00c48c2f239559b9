package io.quarkiverse.cloudfront.signer.deployment.index;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.DotName;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Download;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;

/**
 * The extension's own name, and the names that build steps look up in the index.
 */
public final class DotNames {

    public static final String FEATURE = "cloudfront-signer";

    public static final DotName CACHE_RESULT = DotName.createSimple("io.quarkus.cache.CacheResult");
    public static final DotName DOWNLOAD = DotName.createSimple(Download.class);
    public static final DotName SIGNED_RESOURCE = DotName.createSimple(SignedResource.class);
    public static final DotName SIGNER_NAME = DotName.createSimple(SignerName.class);
    public static final DotName CLOUD_FRONT_SIGNER = DotName.createSimple(CloudFrontSigner.class);

    public static final DotName NON_BLOCKING = DotName.createSimple("io.smallrye.common.annotation.NonBlocking");
    public static final DotName BLOCKING = DotName.createSimple("io.smallrye.common.annotation.Blocking");
    public static final DotName RUN_ON_VIRTUAL_THREAD = DotName
            .createSimple("io.smallrye.common.annotation.RunOnVirtualThread");

    public static final DotName ROUTE = DotName.createSimple("io.quarkus.vertx.web.Route");
    public static final DotName FUNQ = DotName.createSimple("io.quarkus.funqy.Funq");

    public static final DotName APPLICATION_PATH = DotName.createSimple("jakarta.ws.rs.ApplicationPath");
    public static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    static final DotName PRODUCES = DotName.createSimple("jakarta.ws.rs.Produces");
    static final DotName STREAM_ELEMENT_TYPE = DotName.createSimple("org.jboss.resteasy.reactive.RestStreamElementType");
    static final DotName PATH_PARAM = DotName.createSimple("jakarta.ws.rs.PathParam");
    static final DotName HTTP_METHOD = DotName.createSimple("jakarta.ws.rs.HttpMethod");
    static final DotName REST_PATH = DotName.createSimple("org.jboss.resteasy.reactive.RestPath");

    private DotNames() {
    }

    public static Set<DotName> of(String... names) {
        return Stream.of(names).map(DotName::createSimple).collect(Collectors.toUnmodifiableSet());
    }
}
