package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.concurrent.TimeUnit;

import io.quarkus.runtime.BlockingOperationControl;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Aborts a response that fails after it has begun. Closing the connection is the only way to tell the viewer.
 */
public final class BrokenResponse {

    private static final int LONGEST_FLUSH_SECONDS = 30;

    private BrokenResponse() {
    }

    /**
     * Closes the connection, because Quarkus REST would otherwise end this response while HTTP/1.1 still flushes earlier
     * writes.
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
