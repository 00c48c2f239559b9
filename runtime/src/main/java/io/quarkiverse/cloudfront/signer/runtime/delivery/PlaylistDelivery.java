package io.quarkiverse.cloudfront.signer.runtime.delivery;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses.PlaylistResponse;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.smallrye.mutiny.Multi;

/**
 * Signs the policy of a playlist. The playlist itself is rewritten when the response is written, because only then can it be
 * streamed. Other responses are left to the delivery of URLs.
 *
 * @param viewer null outside of an HTTP request
 * @param urls the delivery of responses that are not playlists
 */
public record PlaylistDelivery(Grant grant, @Nullable Viewer viewer, PlaylistResponse response,
        ResultDelivery urls) implements ResultDelivery {

    @Override
    public Later<@Nullable Object> deliver(Later<@Nullable Object> result) {
        return result.flatMap(this::deliverItem);
    }

    private Later<@Nullable Object> deliverItem(@Nullable Object item) {
        PlaylistType type = grant.named(() -> response.type(item));
        if (type == null) {
            return urls.deliver(Later.known(item));
        }
        if (!grant.hasResource()) {
            return grant.named(Later.failed(new CloudFrontSignerException(Reason.NOT_CONFIGURED,
                    "the response is a playlist, whose URIs share one grant. Set a resource such as /videos/{id}/*, or "
                            + "delivery = COOKIES, in @SignedResource")));
        }
        return grant.named(grant.sign().map(signed -> rewrite(type, item, signed)));
    }

    @Override
    public Later<@Nullable Object> deliverThrown(Object thrown) {
        return grant.named(() -> response.type(thrown)) == null ? urls.deliverThrown(thrown)
                : grant.named(Later.failed(new CloudFrontSignerException(Reason.UNSUPPORTED,
                        "a playlist cannot be rewritten in a response that the method throws. Return the response")));
    }

    @Override
    public Multi<?> deliver(Multi<?> items) {
        return urls.deliver(items);
    }

    private @Nullable Object rewrite(PlaylistType type, @Nullable Object value, DefaultSignedPolicy signed) {
        if (viewer != null) {
            // a live playlist changes every few seconds
            viewer.isLive();
        }
        grant.limitCaching(viewer, signed.expiresAt());
        GrantedUris uris = new GrantedUris(signed, grant.signer().settings().foreignUris(),
                SignerProperties.name(grant.signer().name(), SignerProperties.FOREIGN_URIS));
        response.rewrite(type, Playlist.of(type, uris), grant.description());
        return value;
    }
}
