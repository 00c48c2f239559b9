package io.quarkiverse.cloudfront.signer.runtime.qute;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.user.Caller;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.vertx.ext.web.RoutingContext;

/**
 * The recipient of signed URLs. Captured from the current request before the work begins, because the work may continue without
 * a current request.
 *
 * @param request null outside of an HTTP request
 * @param caller null in an application without security
 */
public record TemplateCaller(@Nullable RoutingContext request, @Nullable Caller caller) {

    /**
     * Null outside of an HTTP request.
     */
    @Nullable
    Viewer viewer() {
        return request == null ? null : Viewer.of(request);
    }
}
