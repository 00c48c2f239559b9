package io.quarkiverse.cloudfront.signer.runtime.rest.response;

import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.UriReference;

/**
 * Restores relative locations, which Jakarta REST resolves: {@code Response.seeOther(URI.create("/videos/7.mp4"))} immediately
 * becomes a URL of the application, although a path under the signer's URL is meant. The original is recorded, because it
 * cannot be computed from the resolved URL, whose host and prefix can come from headers.
 */
public final class RedirectLocation {

    private static final String RECORD = RedirectLocation.class.getName();

    private RedirectLocation() {
    }

    /**
     * @param header the builder's result for the given location, if there is one
     */
    static void record(URI given, @Nullable Object header) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (header instanceof URI location && request != null) {
            record(request).put(location, given);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<URI, URI> record(ResteasyReactiveRequestContext request) {
        Map<URI, URI> record = (Map<URI, URI>) request.getProperty(RECORD);
        if (record == null) {
            // by identity, because equal results may come from different locations
            record = Collections.synchronizedMap(new IdentityHashMap<>());
            request.setProperty(RECORD, record);
        }
        return record;
    }

    /**
     * @param header the response's location, as a builder or the application itself has set it
     * @throws CloudFrontSignerException if the original location is unknown
     */
    public static String asReturned(Object header) {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        if (!(header instanceof URI location) || request == null) {
            return asPath(header.toString());
        }
        URI given = record(request).get(location);
        if (given == null && location.toString().startsWith(request.getUriInfo().getBaseUri().toString())) {
            throw new CloudFrontSignerException(Reason.UNSUPPORTED,
                    "The location of the redirect cannot be signed: it was resolved against the "
                            + "application's address before it was returned. Set it with location(URI) of a builder from "
                            + "Response or RestResponse");
        }
        return asPath((given == null ? location : given).toString());
    }

    /**
     * Converts a relative location to a path, which is resolved against the signer's URL. The location is not parsed here,
     * because the signer checks it, and does not quote its query in messages.
     */
    private static String asPath(String location) {
        return location.startsWith("/") || UriReference.scheme(location) != null ? location : "/" + location;
    }
}
