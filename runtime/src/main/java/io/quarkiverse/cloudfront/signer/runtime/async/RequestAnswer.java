package io.quarkiverse.cloudfront.signer.runtime.async;

import java.util.function.Consumer;

import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.quarkus.security.AuthenticationException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Runs the work that answers a request. If the work or the answer fails, so does the request.
 */
public final class RequestAnswer {

    private RequestAnswer() {
    }

    public static void answer(RoutingContext context, Uni<?> work) {
        answer(context, work, answered -> {
        });
    }

    /**
     * @param answer the last step, which gets the result of the work
     */
    public static <T> void answer(RoutingContext context, Uni<T> work, Consumer<? super T> answer) {
        UniRunner.run(work, answer, failure -> {
            // if lazy authentication fails, it answers the request itself, and then also reports the failure
            if (!(failure instanceof AuthenticationException && context.response().ended())) {
                context.fail(failure);
            }
        });
    }
}
