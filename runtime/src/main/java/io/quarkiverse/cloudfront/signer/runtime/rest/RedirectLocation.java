package io.quarkiverse.cloudfront.signer.runtime.rest;

import java.net.URI;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * Undoes what Jakarta REST does to a relative location. {@code Response.seeOther(URI.create("/videos/7.mp4"))} at once becomes
 * a URL of the application, before anyone can know that a path under the signer's URL was meant.
 */
final class RedirectLocation {

    private RedirectLocation() {
    }

    static String asReturned(URI location) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        String text = location.toString();
        if (request == null) {
            return text;
        }
        String application = request.getScheme() + "://" + request.getAuthority();
        if (!text.startsWith(application + "/")) {
            return text;
        }
        String path = text.substring(application.length());
        String prefix = request.getDeployment().getPrefix();
        return !prefix.isEmpty() && path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }
}
