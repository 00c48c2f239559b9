package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.time.Instant;

import io.quarkiverse.cloudfront.signer.runtime.security.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * For whom something is signed. Taken from the current request before the work begins, which may go on where no request is
 * current.
 *
 * @param request null outside of an HTTP request
 * @param user null where there is none to ask for
 */
public record Recipient(RoutingContext request, Uni<User> user) {

    /** What is signed for nobody in particular, such as the pictures of a mail. */
    public static final Recipient NOBODY = new Recipient(null, null);

    void limitCaching(Instant expiry) {
        if (request != null) {
            Viewer.of(request).limitCaching(expiry);
        }
    }
}
