package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.util.List;
import java.util.Map;

import org.jboss.resteasy.reactive.RestMulti;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * Signed items with the status and headers of the original {@link RestMulti}, which may only become known after the original
 * has begun.
 */
public final class SignedRestMulti<T> extends RestMulti<T> {

    private final RestMulti<?> original;
    private final Multi<T> items;

    private SignedRestMulti(RestMulti<?> original, Multi<T> items) {
        this.original = original;
        this.items = items;
    }

    public static <T> RestMulti<T> of(RestMulti<?> original, Multi<T> items) {
        if (original instanceof SyncRestMulti<?> known) {
            // Quarkus REST also reads other properties of this kind
            SyncRestMulti.Builder<T> builder = RestMulti.fromMultiData(items).withDemand(known.getDemand())
                    .encodeAsJsonArray(known.encodeAsJsonArray());
            known.getHeaders().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
            return known.getStatus() == null ? builder.build() : builder.status(known.getStatus()).build();
        }
        return new SignedRestMulti<>(original, items);
    }

    @Override
    public void subscribe(MultiSubscriber<? super T> subscriber) {
        items.subscribe().withSubscriber(subscriber);
    }

    @Override
    public Integer getStatus() {
        return original.getStatus();
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return original.getHeaders();
    }
}
