package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.concurrent.TimeUnit;

import io.quarkus.runtime.BlockingOperationControl;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * A response that fails after it has begun. The viewer can only learn of that from a connection that breaks off.
 */
public final class BrokenResponse {

    private static final int LONGEST_FLUSH_SECONDS = 30;

    private BrokenResponse() {
    }

    /**
     * Quarkus REST ends every response, and would end this one while HTTP/1.1 still flushes what has been written before.
     */
    public static void breakOff(RoutingContext context) {
        context.response().reset();
        HttpServerRequest broken = context.request();
        if (broken.version() != HttpVersion.HTTP_2 && BlockingOperationControl.isBlockingAllowed()) {
            broken.connection().close().toCompletionStage().toCompletableFuture()
                    .completeOnTimeout(null, LONGEST_FLUSH_SECONDS, TimeUnit.SECONDS).join();
        }
    }
}
