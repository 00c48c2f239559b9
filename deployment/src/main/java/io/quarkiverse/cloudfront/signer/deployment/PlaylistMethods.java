package io.quarkiverse.cloudfront.signer.deployment;

import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.Playlists;

/**
 * Which REST methods may answer with a playlist, by what they say that they produce.
 */
final class PlaylistMethods {

    private final RestMethods restMethods;

    PlaylistMethods(RestMethods restMethods) {
        this.restMethods = restMethods;
    }

    Playlists of(MethodInfo method) {
        if (mediaTypes(method).stream().anyMatch(PlaylistMethods::isPlaylist)) {
            return Playlists.DECLARED;
        }
        return ReturnTypes.isResponse(ReturnTypes.awaited(KotlinFunctions.returnType(method))) ? Playlists.IF_RESPONSE_IS_ONE
                : Playlists.NEVER;
    }

    static boolean isPlaylist(String mediaType) {
        return PlaylistType.of(mediaType) != null;
    }

    /**
     * Quarkus looks at the method that declares the endpoint and at that one's class, and neither at what overrides it nor at
     * the class that inherits it.
     */
    List<String> mediaTypes(MethodInfo method) {
        MethodInfo endpoint = restMethods.endpoint(method);
        if (endpoint == null) {
            return List.of();
        }
        if (!SpringMappings.produces(endpoint).isEmpty()) {
            return SpringMappings.produces(endpoint);
        }
        AnnotationInstance ofMethod = endpoint.declaredAnnotation(DotNames.PRODUCES);
        return values(ofMethod != null ? ofMethod : endpoint.declaringClass().declaredAnnotation(DotNames.PRODUCES));
    }

    private static List<String> values(AnnotationInstance produces) {
        List<String> mediaTypes = new ArrayList<>();
        if (produces != null && produces.value() != null) {
            for (String value : produces.value().asStringArray()) {
                mediaTypes.addAll(List.of(value.split(",")));
            }
        }
        return mediaTypes;
    }
}
