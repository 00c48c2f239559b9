package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;

/**
 * A REST method that signs.
 *
 * @param method the method that is called
 * @param endpoint the method, or the overridden one, from which Quarkus REST creates the endpoint
 * @param elements the elements of its annotation; null if only fields in its return value are signed
 * @param fields whether its return value contains signed fields
 * @param playlists whether it may return one
 */
public record SignedEndpoint(MethodInfo method, MethodInfo endpoint, @Nullable SignedResourceElements elements, boolean fields,
        PlaylistMode playlists) {
}
