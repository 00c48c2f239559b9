package io.quarkiverse.cloudfront.signer.deployment;

import org.jboss.jandex.DotName;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.SignerName;

/**
 * The names that build steps look for in the index.
 */
final class DotNames {

    static final DotName CACHE_RESULT = DotName.createSimple("io.quarkus.cache.CacheResult");
    static final DotName SIGNED_RESOURCE = DotName.createSimple(SignedResource.class);
    static final DotName SIGNER_NAME = DotName.createSimple(SignerName.class);
    static final DotName CLOUD_FRONT_SIGNER = DotName.createSimple(CloudFrontSigner.class);

    static final DotName NON_BLOCKING = DotName.createSimple("io.smallrye.common.annotation.NonBlocking");
    static final DotName BLOCKING = DotName.createSimple("io.smallrye.common.annotation.Blocking");
    static final DotName RUN_ON_VIRTUAL_THREAD = DotName.createSimple("io.smallrye.common.annotation.RunOnVirtualThread");

    static final DotName APPLICATION_PATH = DotName.createSimple("jakarta.ws.rs.ApplicationPath");
    static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    static final DotName PRODUCES = DotName.createSimple("jakarta.ws.rs.Produces");
    static final DotName PATH_PARAM = DotName.createSimple("jakarta.ws.rs.PathParam");
    static final DotName HTTP_METHOD = DotName.createSimple("jakarta.ws.rs.HttpMethod");
    static final DotName REST_PATH = DotName.createSimple("org.jboss.resteasy.reactive.RestPath");

    private DotNames() {
    }
}
