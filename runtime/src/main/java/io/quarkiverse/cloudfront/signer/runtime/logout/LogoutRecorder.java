package io.quarkiverse.cloudfront.signer.runtime.logout;

import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Installs the handler that back-channel logouts need.
 */
@Recorder
public class LogoutRecorder {

    public Handler<RoutingContext> backChannelRequests() {
        return new BackChannelRequests();
    }
}
