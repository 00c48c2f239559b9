package io.quarkiverse.cloudfront.signer.runtime.delivery;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.smallrye.mutiny.Uni;

/**
 * Sets signed cookies before the method is called, because it can send the head of the response itself. Removes them if the
 * method fails.
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
     * Sets the cookies again for a thrown response, after the exception has removed them.
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
