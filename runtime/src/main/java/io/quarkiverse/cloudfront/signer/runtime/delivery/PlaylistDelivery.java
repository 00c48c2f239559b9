package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.Objects;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.playlist.Playlist;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.smallrye.mutiny.Uni;

/**
 * Signs a playlist, which is rewritten when the response is written, because only there it can be streamed. Other responses are
 * left to the delivery of URLs.
 */
public final class PlaylistDelivery implements ResultDelivery {

    private final Grant grant;
    private final @Nullable Viewer viewer;
    private final PlaylistResponse response;
    private final ResultDelivery urls;

    /**
     * @param viewer null outside of an HTTP request
     * @param urls for responses that are not playlists
     */
    public PlaylistDelivery(Grant grant, @Nullable Viewer viewer, PlaylistResponse response, ResultDelivery urls) {
        this.grant = grant;
        this.viewer = viewer;
        this.response = response;
        this.urls = urls;
    }

    @Override
    public @Nullable Object deliver(@Nullable Object result) {
        if (result instanceof Uni<?> uni) {
            return uni.onItem().transformToUni(this::deliverLater);
        } else if (result instanceof CompletionStage<?> stage) {
            return Uni.createFrom().completionStage(stage).onItem().transformToUni(this::deliverLater)
                    .subscribeAsCompletionStage();
        }
        PlaylistType type = grant.named(() -> response.type(result));
        if (type == null) {
            return urls.deliver(result);
        }
        return grant.named(() -> {
            checkResource();
            return rewrite(type, result, grant.signNow(grant.userNow()));
        });
    }

    private Uni<?> deliverLater(@Nullable Object item) {
        PlaylistType type = grant.named(() -> response.type(item));
        if (type == null) {
            return Objects.requireNonNull((Uni<?>) urls.deliver(Uni.createFrom().item(item)));
        }
        grant.named(this::checkResource);
        return grant.userLater().onItem().transformToUni(grant::signLater)
                .map(signed -> grant.named(() -> rewrite(type, item, signed)));
    }

    private boolean checkResource() {
        if (!grant.hasResource()) {
            throw new CloudFrontSignerException(Reason.NOT_CONFIGURED,
                    "the response is a playlist, whose URIs share one grant. Set a resource such as /videos/{id}/*, or "
                            + "delivery = COOKIES, in @SignedResource");
        }
        return true;
    }

    private @Nullable Object rewrite(PlaylistType type, @Nullable Object value, SignedPolicy signed) {
        if (viewer != null) {
            // a live playlist changes every few seconds
            viewer.limitLiveCaching(signed.expiresAt(), grant.method());
        }
        GrantedUris uris = new GrantedUris((DefaultSignedPolicy) signed, grant.signer().foreignUris(),
                SignerProperties.name(grant.signer().name(), SignerProperties.FOREIGN_URIS));
        response.rewrite(type, Playlist.of(type, uris), grant.method());
        return value;
    }
}
