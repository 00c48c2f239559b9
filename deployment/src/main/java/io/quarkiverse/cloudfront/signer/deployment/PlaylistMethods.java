package io.quarkiverse.cloudfront.signer.deployment;

import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
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

    /**
     * @param beanClass the resource class, which may inherit the method
     */
    Playlists of(ClassInfo beanClass, MethodInfo method) {
        if (mediaTypes(beanClass, method).stream().anyMatch(PlaylistMethods::isPlaylist)) {
            return Playlists.DECLARED;
        }
        return ReturnTypes.isResponse(ReturnTypes.awaited(method.returnType())) ? Playlists.IF_RESPONSE_IS_ONE
                : Playlists.NEVER;
    }

    static boolean isPlaylist(String mediaType) {
        return PlaylistType.of(mediaType) != null;
    }

    /**
     * What the method says counts for it, else what its class does, and both may say it on what they override or implement.
     */
    List<String> mediaTypes(ClassInfo beanClass, MethodInfo method) {
        List<String> ofMethod = new ArrayList<>();
        List<String> ofClass = new ArrayList<>();
        add(ofClass, beanClass.declaredAnnotation(DotNames.PRODUCES));
        for (MethodInfo declaration : restMethods.declarations(method)) {
            add(ofMethod, declaration.declaredAnnotation(DotNames.PRODUCES));
            add(ofClass, declaration.declaringClass().declaredAnnotation(DotNames.PRODUCES));
        }
        return ofMethod.isEmpty() ? ofClass : ofMethod;
    }

    private static void add(List<String> mediaTypes, AnnotationInstance produces) {
        if (produces != null && produces.value() != null) {
            for (String value : produces.value().asStringArray()) {
                mediaTypes.addAll(List.of(value.split(",")));
            }
        }
    }
}
