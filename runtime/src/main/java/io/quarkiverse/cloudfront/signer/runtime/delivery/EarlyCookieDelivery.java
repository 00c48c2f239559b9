package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * Signed cookies that were set before the method is called, which may send the head of the response itself. They are withdrawn
 * if it fails.
 */
final class EarlyCookieDelivery implements ResultDelivery {

    private final CookieResponse cookies;
    private volatile boolean withdrawn;

    EarlyCookieDelivery(CookieResponse cookies) {
        this.cookies = cookies;
    }

    @Override
    public @Nullable Object deliver(@Nullable Object result) {
        if (result instanceof Uni<?> uni) {
            return uni.onItem().invoke(this::succeeded).onFailure().invoke(this::failed);
        } else if (result instanceof CompletionStage<?> stage) {
            return stage.whenComplete((item, failure) -> {
                if (failure == null) {
                    succeeded();
                } else {
                    failed();
                }
            });
        }
        succeeded();
        return result;
    }

    /**
     * Sets them again for a response that was thrown, after the exception has withdrawn them.
     */
    private void succeeded() {
        if (withdrawn) {
            cookies.set();
        }
    }

    @Override
    public void failed() {
        withdrawn = true;
        cookies.withdraw();
    }
}
