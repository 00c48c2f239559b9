package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.runtime.grant.PlaylistMode;

/**
 * A REST method that signs.
 *
 * @param method that is called
 * @param endpoint the method or the one that it overrides from which Quarkus REST makes the endpoint
 * @param elements of the annotation that counts for it; null if only fields of what it returns are signed
 * @param fields whether there are signed fields in what it returns
 * @param playlists whether it may answer with one
 */
public record SignedEndpoint(MethodInfo method, MethodInfo endpoint, @Nullable SignedResourceElements elements, boolean fields,
        PlaylistMode playlists) {
}
