package io.quarkiverse.cloudfront.signer.deployment;

import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.GrantedUris;

/**
 * Finds what is wrong with a method that says that it produces a playlist.
 */
final class PlaylistCheck {

    private final PlaylistMethods playlistMethods;
    private final Problems problems;

    PlaylistCheck(PlaylistMethods playlistMethods, Problems problems) {
        this.playlistMethods = playlistMethods;
        this.problems = problems;
    }

    void check(BoundMethod bound, SignedResourceInstance annotation) {
        MethodInfo method = bound.method();
        Type type = KotlinFunctions.returnType(method);
        if (!ReturnTypes.isPlaylist(type)) {
            problems.add(method,
                    "produces a playlist and " + KotlinFunctions.describeReturn(method) + ", which cannot be rewritten; "
                            + ReturnTypes.SUPPORTED_FOR_PLAYLISTS);
        } else if (!ReturnTypes.isSupported(type, true)) {
            checkOtherMediaTypes(bound);
        }
        if (annotation.resource().isEmpty()) {
            problems.add(method, "produces a playlist, whose URIs one grant signs, and has no resource; give the annotation "
                    + "one, such as /videos/{id}/*, or let it set cookies");
        } else {
            checkBase(method, annotation.resource());
        }
    }

    /**
     * What is none of the playlists is signed as URLs are.
     */
    private void checkOtherMediaTypes(BoundMethod bound) {
        for (String mediaType : playlistMethods.mediaTypes(bound.method())) {
            if (!PlaylistMethods.isPlaylist(mediaType)) {
                problems.add(bound.method(), "produces " + mediaType.strip() + " beside a playlist and "
                        + KotlinFunctions.describeReturn(bound.method())
                        + ", which cannot be signed as that; make it two methods, or return "
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
