package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.SignedPolicy;
import io.quarkiverse.cloudfront.signer.runtime.security.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Owner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Sets signed cookies once a method has succeeded, and leaves what it returns as it is.
 */
final class CookieDelivery implements Returned {

    private static final Logger LOG = Logger.getLogger(CookieDelivery.class);

    private final Grant grant;
    private final Viewer viewer;
    private final Class<?> returnType;

    CookieDelivery(Grant grant, Viewer viewer, Class<?> returnType) {
        if (viewer == null) {
            throw new CloudFrontSignerException("signed cookies need a response, and there is no current HTTP request");
        }
        this.grant = grant;
        this.viewer = viewer;
        this.returnType = returnType;
    }

    @Override
    public Object deliver(Object result) {
        if (result instanceof Uni<?> uni) {
            return uni.onItem().transformToUni(item -> set().replaceWith(item));
        } else if (result instanceof Multi<?> multi) {
            return deliver(multi);
        } else if (result instanceof CompletionStage<?> stage) {
            return Uni.createFrom().completionStage(stage).onItem().transformToUni(item -> set().replaceWith(item))
                    .subscribeAsCompletionStage();
        }
        return grant.named(() -> {
            User user = grant.userNow();
            set(grant.signNow(user), user);
            return result;
        });
    }

    /**
     * Signs now, not when the stream is subscribed: the headers of server-sent events are sent before that.
     */
    private Multi<?> deliver(Multi<?> multi) {
        CompletableFuture<Boolean> set = set().subscribeAsCompletionStage();
        if (!set.isDone() && !BlockingOperationControl.isBlockingAllowed()) {
            return grant.named(() -> later(set, multi));
        }
        try {
            set.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
        return multi;
    }

    /**
     * With the headers, which leave before the first item does unless the items are server-sent events.
     */
    private Multi<?> later(CompletableFuture<Boolean> set, Multi<?> multi) {
        if (!returnType.isAssignableFrom(Multi.class)) {
            throw new CloudFrontSignerException("signed cookies cannot be set for a " + returnType.getSimpleName()
                    + " on the event loop, which must not wait for the signature. Annotate the method with @Blocking, or "
                    + "return a Multi");
        }
        return Uni.createFrom().completionStage(set).onItem().transformToMulti(ignored -> multi);
    }

    private Uni<Boolean> set() {
        return grant.userLater().onItem().transformToUni(user -> grant.signLater(user).map(signed -> grant.named(() -> {
            set(signed, user);
            return true;
        })));
    }

    private void set(SignedPolicy signed, User user) {
        if (viewer.hasHeaders()) {
            throw new CloudFrontSignerException(
                    "signed cookies cannot be set, because the headers of the response have already "
                            + "been sent. Annotate a method that returns server-sent events with @Blocking");
        }
        SignedCookies cookies = signed.cookies();
        if (LOG.isDebugEnabled()) {
            LOG.debugf("%s: sets signed cookies for the path %s", grant.method(), cookies.cookies().get(0).path());
        }
        viewer.grants().grant(cookies, signed.expiresAt(), new Owner(user.tenant(), user.id()));
    }
}
