package io.quarkiverse.cloudfront.signer.deployment.endpoint;

import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;

/**
 * Determines which REST methods may return a playlist, from the media types that they produce.
 */
public final class PlaylistEndpoints {

    private PlaylistEndpoints() {
    }

    public static PlaylistMode of(RestEndpoints restMethods, MethodInfo method) {
        if (restMethods.mediaTypes(method).stream().anyMatch(PlaylistEndpoints::isPlaylist)) {
            return PlaylistMode.DECLARED;
        }
        return ReturnTypes.isResponse(ReturnTypes.awaited(KotlinFunctions.returnType(method))) ? PlaylistMode.IF_RESPONSE_IS_ONE
                : PlaylistMode.NEVER;
    }

    public static boolean isPlaylist(String mediaType) {
        return PlaylistType.of(mediaType) != null;
    }
}
