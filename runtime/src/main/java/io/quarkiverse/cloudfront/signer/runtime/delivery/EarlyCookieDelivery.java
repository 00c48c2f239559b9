package io.quarkiverse.cloudfront.signer.runtime.delivery;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.smallrye.mutiny.Multi;

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
    public Later<@Nullable Object> deliver(Later<@Nullable Object> result) {
        return result.onFailure(failure -> true, failure -> {
            withdrawn = true;
            cookies.withdraw();
            return Later.failed(failure);
        }).map(this::succeeded);
    }

    @Override
    public Multi<?> deliver(Multi<?> items) {
        succeeded(items);
        return items;
    }

    /**
     * Sets the cookies again for a thrown response, after the exception has removed them.
     */
    private <T extends @Nullable Object> T succeeded(T result) {
        if (withdrawn) {
            cookies.set();
        }
        return result;
    }
}
