package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.OffEventLoop;
import io.quarkiverse.cloudfront.signer.runtime.grant.Entitlement;
import io.quarkiverse.cloudfront.signer.runtime.grant.Grant;
import io.quarkiverse.cloudfront.signer.runtime.grant.GrantTerms;
import io.quarkiverse.cloudfront.signer.runtime.policy.DefaultSignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.policy.ExpiryRule;
import io.quarkiverse.cloudfront.signer.runtime.policy.PolicyTemplate;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.user.Users;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewers;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Signs URLs that are not return values, such as URLs in templates, according to the rules of {@code @SignedResource}.
 */
@ApplicationScoped
public class TemplateSigner {

    private final Signers signers;
    private final Viewers viewers;
    private final @Nullable Users users;

    public TemplateSigner(Signers signers, Viewers viewers, Instance<Users> users) {
        this.signers = signers;
        this.viewers = viewers;
        this.users = users.isResolvable() ? users.get() : null;
    }

    /**
     * The user of the current request, if there is one.
     */
    public TemplateCaller recipient() {
        return new TemplateCaller(viewers.currentRequest(), users == null ? null : users.current());
    }

    /**
     * Whether the recipient is still known here, and not only where the work began.
     */
    public boolean knowsRecipient() {
        return viewers.hasRequestContext();
    }

    /**
     * Signs one URL with its own policy.
     *
     * @param place the place in the template, for messages
     */
    public CompletionStage<String> url(String place, String signerName, String pathOrUrl, TemplateCaller recipient) {
        ConfiguredSigner signer = signer(place, signerName);
        Grant grant = new Grant(GrantTerms.of(place, signer, null, null, users), Map.of(), recipient.caller(), null);
        return sign(grant, entitled -> {
            Instant expiry = entitled.expiry();
            grant.limitCaching(recipient.viewer(), expiry);
            return entitled.eachUrl(expiry).apply(pathOrUrl);
        });
    }

    /**
     * Signs one policy for many URLs.
     *
     * @param place the place in the template, for messages
     * @param values the values of the placeholders that do not concern the user
     * @param lifetime how long the grant lasts; null for the signer's lifetime
     */
    public CompletionStage<DefaultSignedPolicy> policy(String place, String signerName, PolicyTemplate resource,
            Map<String, String> values, @Nullable Duration lifetime, TemplateCaller recipient) {
        ConfiguredSigner signer = signer(place, signerName);
        Duration expiresIn = lifetime == null ? signer.expiry().expiresIn() : lifetime;
        String mistake = ExpiryRule.mistakeIn(expiresIn, signer.expiry().clock());
        if (mistake != null) {
            throw new CloudFrontSignerException(Reason.INVALID_POLICY, place + ": expiresIn " + mistake);
        }
        Grant grant = new Grant(GrantTerms.of(place, signer, resource, expiresIn, users), values, recipient.caller(), null);
        return sign(grant, entitled -> entitled.sign().map(signed -> {
            grant.limitCaching(recipient.viewer(), signed.expiresAt());
            return signed;
        }));
    }

    private ConfiguredSigner signer(String place, String name) {
        ConfiguredSigner signer = signers.find(name);
        if (signer == null) {
            throw new CloudFrontSignerException(Reason.NOT_CONFIGURED, place + " needs a signer. " + signers.missing(name));
        }
        return signer;
    }

    /**
     * Signs immediately if the caller may block for the user and for a remote key.
     */
    private static <T> CompletionStage<T> sign(Grant grant, Function<Entitlement, Later<T>> signing) {
        if (BlockingOperationControl.isBlockingAllowed()) {
            return CompletableFuture.completedFuture(grant.named(grant.entitled().flatMap(signing)).await());
        }
        // the number of further signatures of a local key is unknown here
        return grant.named(grant.entitled().<T> flatMap(
                entitled -> Later.of(grant.signer().hasRemoteKey() ? OffEventLoop.andBack(signing.apply(entitled).toUni())
                        : Uni.createFrom().completionStage(() -> OffEventLoop.run(() -> signing.apply(entitled).await())))))
                .toUni().subscribeAsCompletionStage();
    }

    /**
     * The recipient of signed URLs. Captured from the current request before the work begins, because the work may continue
     * without a current request.
     *
     * @param request null outside of an HTTP request
     * @param caller null in an application without security
     */
    public record TemplateCaller(@Nullable RoutingContext request, @Nullable Later<User> caller) {

        /**
         * Null outside of an HTTP request.
         */
        @Nullable
        Viewer viewer() {
            return request == null ? null : Viewer.of(request);
        }
    }
}
