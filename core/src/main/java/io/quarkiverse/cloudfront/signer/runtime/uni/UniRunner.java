package io.quarkiverse.cloudfront.signer.runtime.uni;

import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Runs a {@code Uni} to completion. Mutiny drops the exceptions of a subscription's callback, so a client could wait forever
 * for a response. Here, the callback is the last step of the work, so its exception makes the work fail.
 */
public final class UniRunner {

    private static final Logger LOG = Logger.getLogger(UniRunner.class);

    private UniRunner() {
    }

    /**
     * @param onItem the last step of the work
     * @param onFailure is called if the work, including its last step, fails
     */
    public static <T> Cancellable run(Uni<T> work, Consumer<? super T> onItem, Consumer<? super Throwable> onFailure) {
        return work.onItem().invoke(onItem).subscribe().with(done -> {
        }, failure -> report(failure, onFailure));
    }

    private static void report(Throwable failure, Consumer<? super Throwable> onFailure) {
        try {
            onFailure.accept(failure);
        } catch (Throwable e) {
            e.addSuppressed(failure);
            LOG.error("A failure could not be reported", e);
        }
    }
}
