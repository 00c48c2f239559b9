package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * A playlist that will be rewritten before the response is sent.
 *
 * @param method the method that produces it, for messages
 */
public record PendingPlaylist(PlaylistType type, Playlist playlist, String method) {

    private static final String KEY = PendingPlaylist.class.getName();

    /**
     * The failure, with the method's name as the prefix of its message.
     */
    CloudFrontSignerException named(CloudFrontSignerException failure) {
        return Failure.in(method, failure);
    }

    public static void set(ResteasyReactiveRequestContext request, PendingPlaylist pending) {
        request.setProperty(KEY, pending);
    }

    /**
     * @return null if there is no pending playlist
     */
    static PendingPlaylist get(ResteasyReactiveRequestContext request) {
        return (PendingPlaylist) request.getProperty(KEY);
    }
}
