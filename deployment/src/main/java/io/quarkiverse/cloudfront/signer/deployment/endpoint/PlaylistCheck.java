package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;

/**
 * Checks methods that declare that they produce a playlist.
 */
public record PlaylistCheck(RestEndpoints restMethods, BuildProblems problems) {

    public void check(InterceptedMethod bound, SignedResourceElements annotation) {
        MethodInfo method = bound.method();
        Type type = bound.returnType();
        if (!ReturnTypes.isPlaylist(type)) {
            problems.add(method,
                    "produces a playlist and " + KotlinFunctions.describeReturn(method) + ", which cannot be rewritten; "
                            + ReturnTypes.SUPPORTED_FOR_PLAYLISTS);
        } else if (!ReturnTypes.isSupported(type, true)) {
            checkOtherMediaTypes(bound);
        }
        if (annotation.resource().isEmpty()) {
            problems.add(method, "produces a playlist, whose URIs share one grant, but does not have a resource; set one in "
                    + "the annotation, such as /videos/{id}/*, or set cookies");
        } else {
            checkBase(method, annotation.resource());
        }
    }

    /**
     * Checks the other media types of a method. Values returned with one of these types are signed as URLs, and not as
     * playlists.
     */
    private void checkOtherMediaTypes(InterceptedMethod bound) {
        for (String mediaType : restMethods.mediaTypes(bound.method())) {
            if (PlaylistType.of(mediaType) == null) {
                problems.add(bound.method(), "produces " + mediaType + " in addition to a playlist and "
                        + KotlinFunctions.describeReturn(bound.method())
                        + ", which cannot be signed for that media type; split it into two methods, or return "
                        + "a String, Response or RestResponse");
            }
        }
    }

    private void checkBase(MethodInfo method, String resource) {
        try {
            GrantedUris.base(resource);
        } catch (CloudFrontSignerException e) {
            problems.add(method, "produces a playlist: " + e.getMessage());
        }
    }
}
